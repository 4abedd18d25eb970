'use client';

import { Field } from './field.tsx';
import { Input } from './input.tsx';

/** Asks for the name of what is to go or stop, before it does. */
export function TypedName({ name, value, error, mono, onChange, onEnter }: TypedNameProps) {
  return (
    <Field
      label={
        <>
          Type <span className="font-semibold">{name}</span> to confirm
        </>
      }
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          mono={mono}
          value={value}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onEnter?.();
          }}
        />
      )}
    </Field>
  );
}

interface TypedNameProps {
  name: string | undefined;
  value: string;
  /** Shown when something else was typed. */
  error: string | undefined;
  mono?: boolean;
  onChange: (value: string) => void;
  /** For dialogs that are no forms. */
  onEnter?: () => void;
}
