'use client';

import { useMutation } from '@tanstack/react-query';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** The account's address; while nobody has shown that mail reaches it, the way to show it. */
export function AccountEmail({ email, verified }: { email: string; verified: boolean }) {
  const trpc = useTRPC();
  const ask = useMutation(
    trpc.account.requestEmailConfirmation.mutationOptions({
      onSuccess: () => toast('Letter on its way', { description: `Open its link to confirm ${email}.` }),
      onError: (error) => toast.error(requestError(error).message),
    }),
  );
  return (
    <span className="flex flex-wrap items-center gap-2">
      <span className="wrap-anywhere">{email}</span>
      {verified ? null : (
        <>
          <Badge tone="warn">not confirmed</Badge>
          <Button size="sm" busy={ask.isPending} onClick={() => ask.mutate()}>
            Mail me a link
          </Button>
        </>
      )}
    </span>
  );
}
