'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import { LinkAction } from './link-action.tsx';

/** Moves the account to the address that the link was mailed to. */
export function ChangeEmailForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const change = useMutation(trpc.account.confirmEmailChange.mutationOptions());
  return (
    <LinkAction label="Use this address" action={change} onAct={() => change.mutate({ token })}>
      From now on you sign in with <span className="font-medium wrap-anywhere">{email}</span>.
    </LinkAction>
  );
}
