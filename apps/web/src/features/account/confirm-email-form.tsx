'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { Button } from '../../ui/button.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** One button: opening a mailed link changes nothing by itself, for mail scanners open links too. */
export function ConfirmEmailForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.account.confirmEmail.mutationOptions());
  const refusal = confirm.error ? requestError(confirm.error) : undefined;
  if (confirm.isSuccess) {
    return (
      <div className="grid gap-4" role="status">
        <p>The address is confirmed.</p>
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
      <FormError message={refusal?.message} requestId={refusal?.requestId} />
      <Button variant="primary" size="lg" busy={confirm.isPending} onClick={() => confirm.mutate({ token })}>
        Confirm this address
      </Button>
    </div>
  );
}
