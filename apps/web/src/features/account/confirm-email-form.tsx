'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import { LinkAction } from './link-action.tsx';

/** Notes that mail to the address reaches its user. */
export function ConfirmEmailForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.account.confirmEmail.mutationOptions());
  return (
    <LinkAction label="Confirm this address" action={confirm} onAct={() => confirm.mutate({ token })}>
      The address is confirmed.
    </LinkAction>
  );
}
