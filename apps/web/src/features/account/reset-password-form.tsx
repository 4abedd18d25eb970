'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import { ChoosePasswordForm } from './choose-password-form.tsx';

/** Sets the password of a mailed link; then the way leads through the sign-in, second step and all. */
export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const reset = useMutation(trpc.account.resetPassword.mutationOptions());
  return (
    <ChoosePasswordForm
      email={email}
      submitLabel="Set password"
      onChoose={async (password) => {
        await reset.mutateAsync({ token, password });
        window.location.replace('/sign-in?notice=password-set');
        return null;
      }}
    />
  );
}
