'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** A menu of actions under its trigger: `<Menu trigger={<Button>…</Button>}><MenuItem onSelect={…}>…</MenuItem></Menu>`. */
export function Menu({ trigger, align = 'end', children, className }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            'z-50 min-w-48 animate-rise rounded-lg border bg-surface p-1 text-14 shadow-float',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** One action. `danger` for what breaks something, `checked` marks the current choice. */
export function MenuItem({ danger, checked, className, children, ...rest }: MenuItemProps) {
  return (
    <Radix.Item
      className={classNames(
        'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none pointer-coarse:min-h-9',
        'data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted',
        danger && 'text-bad-ink [&_svg]:text-bad-ink',
        className,
      )}
      {...rest}
    >
      {children}
      {checked ? <Check className="ml-auto" aria-label="current" /> : null}
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-12 text-ink-muted">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

interface MenuProps {
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
  className?: string;
}

interface MenuItemProps extends ComponentProps<typeof Radix.Item> {
  danger?: boolean;
  checked?: boolean;
}
