'use client';

import type { FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { DialogClose, endStyles, footerStyles } from './dialog.tsx';
import { FormError } from './form-error.tsx';

/** The form inside a `Dialog`: its fields, why it was refused, Cancel, and the one button that sends it. */
export function DialogForm({ submitLabel, danger, busy, refusal, aside, onSubmit, children }: DialogFormProps) {
  return (
    <form
      noValidate
      className="grid min-w-0 grid-cols-1 gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event);
      }}
    >
      {children}
      <div className={endStyles}>
        <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
        <div className={footerStyles}>
          {aside ? <div className="mr-auto">{aside}</div> : null}
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy}>
            {submitLabel}
          </Button>
        </div>
      </div>
    </form>
  );
}

interface DialogFormProps {
  /** A verb: "Save price", "Grant credit". */
  submitLabel: string;
  /** It breaks something. */
  danger?: boolean;
  busy: boolean;
  /** What the server said to the last try, unless a field shows it. */
  refusal?: { message: string; requestId?: string; docs?: string } | null;
  /** Another way out, at the left of the buttons. */
  aside?: ReactNode;
  /** The caller closes the dialog when its work is done. */
  onSubmit: (event: FormEvent) => void;
  children: ReactNode;
}
