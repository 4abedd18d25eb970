'use client';

import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Link } from '../../ui/link.tsx';
import { requestError } from '../trpc/request-error.ts';

/** What a mailed link does, behind one button: opening it changes nothing by itself, for mail scanners open links too. */
export function LinkAction({ label, action, onAct, children }: LinkActionProps) {
  const refusal = action.error ? requestError(action.error) : undefined;
  if (action.isSuccess) {
    return (
      <div className="grid gap-4" role="status">
        <p>{children}</p>
        <div>
          <Button asChild variant="primary" size="lg">
            <Link href="/overview">Go to the overview</Link>
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button variant="primary" size="lg" busy={action.isPending} onClick={onAct}>
        {label}
      </Button>
    </div>
  );
}

interface LinkActionProps {
  label: string;
  action: { isSuccess: boolean; isPending: boolean; error: unknown };
  onAct: () => void;
  /** Said when it is done. */
  children: ReactNode;
}
