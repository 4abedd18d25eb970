'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';

/**
 * A label, a control, its hint and its error, tied together for screen readers:
 * `<Field label="Name" error={…}>{(control) => <Input {...control} />}</Field>`.
 */
export function Field({ label, hint, error, optional, action, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [hint ? hintId : null, error ? errorId : null].filter(Boolean).join(' ');
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-13 font-medium">
          {label}
          {optional ? <span className="font-normal text-ink-faint"> (optional)</span> : null}
        </label>
        {action}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint ? (
        <p id={hintId} className="text-13 text-ink-muted">
          {hint}
        </p>
      ) : null}
      <p id={errorId} role="alert" className="flex gap-1.5 text-13 text-bad-ink empty:hidden">
        {error ? (
          <>
            <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
            <span>{error}</span>
          </>
        ) : null}
      </p>
    </div>
  );
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  /** Something small at the right of the label, for example a link. */
  action?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}

export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}
