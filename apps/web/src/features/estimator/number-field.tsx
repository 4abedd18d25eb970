'use client';

import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { parseCount } from './count-input.ts';
import { countText } from './money-text.ts';

/** A whole number between bounds, written as people write it; what is no such number is told and not passed on. */
export function NumberField({
  label,
  hint,
  value,
  min = 0,
  max,
  placeholder,
  optional,
  after,
  onChange,
}: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const parsed = draft === null ? value : draft.trim() === '' && optional ? null : parseCount(draft);
  const isEmpty = draft !== null && draft.trim() === '';
  const isWrong = draft !== null && !(isEmpty && optional) && (parsed === null || parsed < min || parsed > max);
  return (
    <Field
      label={label}
      hint={hint}
      error={isWrong ? `A whole number from ${countText(min)} to ${countText(max)}.` : undefined}
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            mono
            inputMode="decimal"
            autoComplete="off"
            placeholder={placeholder}
            value={draft ?? (value === null ? '' : countText(value))}
            onChange={({ target }) => {
              setDraft(target.value);
              const next = parseCount(target.value);
              if (target.value.trim() === '' && optional) onChange(null);
              else if (next !== null && next >= min && next <= max) onChange(next);
            }}
            onBlur={() => {
              if (!isWrong) setDraft(null);
            }}
          />
          {after}
        </div>
      )}
    </Field>
  );
}

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number | null;
  min?: number;
  max: number;
  placeholder?: string;
  /** An empty field is an answer: null. */
  optional?: boolean;
  /** A control that belongs to it, at its right. */
  after?: React.ReactNode;
  onChange: (value: number | null) => void;
}
