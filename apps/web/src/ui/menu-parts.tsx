'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { MenuItemProps } from './menu.tsx';

/** The opened menu. The real button has been there before it: a box over that button stands for it as the place to open at. */
export function MenuPanel({ labelledBy, open, onOpenChange, align, className, children }: MenuPanelProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          aria-labelledby={labelledBy}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Whatever an item has opened keeps the focus that it took.
            const { activeElement } = document;
            if (!activeElement || activeElement === document.body) document.getElementById(labelledBy)?.focus();
          }}
          className={classNames(
            'z-50 max-w-[min(20rem,calc(100vw-1rem))] min-w-48 animate-rise rounded-lg border bg-surface p-1 text-14 shadow-float',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuPanelProps {
  /** Id of the button. */
  labelledBy: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  align: 'start' | 'center' | 'end';
  className?: string;
  children: ReactNode;
}

export function PanelItem({ danger, checked, className, children, ...rest }: MenuItemProps) {
  return (
    <Radix.Item
      className={classNames(
        'flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 outline-none select-none pointer-coarse:min-h-9',
        'data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0',
        danger ? 'text-bad-ink' : '[&_svg]:text-ink-muted',
        className,
      )}
      {...rest}
    >
      {children}
      {checked ? <Check className="ml-auto" aria-label="current" /> : null}
    </Radix.Item>
  );
}

export function PanelLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1.5 text-12 wrap-anywhere text-ink-muted">{children}</Radix.Label>;
}

export function PanelSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
