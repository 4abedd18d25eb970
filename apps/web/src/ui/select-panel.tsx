'use client';

import { Check } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { SelectOption } from './select.tsx';
import { useStyleNonce } from './style-nonce.tsx';

/** The opened list. The real button has been there before it: a box over that button stands for it as the place to open at. */
export function SelectPanel({ id, open, onOpenChange, value, onChange, options }: SelectPanelProps) {
  const nonce = useStyleNonce();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} value={value ?? ''} onValueChange={onChange}>
      <Radix.Trigger asChild>
        <span aria-hidden tabIndex={-1} className="pointer-events-none absolute inset-0" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            document.getElementById(id)?.focus();
          }}
          className="z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-rise overflow-hidden rounded-lg border bg-surface shadow-float"
        >
          <Radix.Viewport className="p-1" nonce={nonce}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="relative flex min-h-8 cursor-default items-center rounded-md py-1 pr-8 pl-2 text-14 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-hover"
              >
                <span>
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint ? <span className="block text-12 text-ink-muted">{option.hint}</span> : null}
                </span>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check className="size-4 text-accent-ink" aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface SelectPanelProps {
  /** Of the button, which gets the focus back. */
  id: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
}
