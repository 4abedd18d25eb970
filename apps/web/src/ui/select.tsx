'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { FieldControl } from './field.tsx';
import { useStyleNonce } from './style-nonce.tsx';

/** One choice of a short list. Values are non-empty strings; `hint` is a second line under the option. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  placeholder,
  size,
  className,
  ...control
}: SelectProps<Value>) {
  const nonce = useStyleNonce();
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)}>
      <Radix.Trigger
        className={classNames(
          'inline-flex w-full items-center justify-between gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-14',
          'transition-colors hover:bg-hover data-placeholder:text-ink-faint disabled:opacity-50',
          size === 'sm' ? 'h-7 text-13 pointer-coarse:h-9' : 'control-height',
          className,
        )}
        {...control}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
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

export interface SelectOption<Value extends string = string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface SelectProps<Value extends string> extends Partial<FieldControl> {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  size?: 'sm' | 'md';
  className?: string;
  disabled?: boolean;
  'aria-label'?: string;
}
