'use client';

import { Check } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { type ReactNode, useId } from 'react';

/** A checkbox with its label at the right and, under it, a hint. `labelHidden`: the label, a text, is for screen readers only. */
export function Checkbox({ label, labelHidden, hint, checked, onChange, disabled }: CheckboxProps) {
  const id = useId();
  return (
    <div className="flex gap-2.5">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next === true)}
        aria-label={labelHidden && typeof label === 'string' ? label : undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-0.5 grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-strong bg-surface text-on-accent before:absolute before:-inset-1.5 disabled:opacity-50 data-[state=checked]:border-accent-fill data-[state=checked]:bg-accent-fill"
      >
        <Radix.Indicator>
          <Check className="size-3.5" strokeWidth={3} aria-hidden />
        </Radix.Indicator>
      </Radix.Root>
      {labelHidden ? null : (
        <div>
          <label htmlFor={id}>{label}</label>
          {hint ? (
            <p id={`${id}-hint`} className="text-13 text-ink-muted">
              {hint}
            </p>
          ) : null}
        </div>
      )}
    </div>
  );
}

interface CheckboxProps {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}
