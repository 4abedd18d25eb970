'use client';

import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '../trpc/client.tsx';
import { ChoosePasswordForm } from './choose-password-form.tsx';
import { signInWith } from './sign-in-form.tsx';

/** Makes the account of a mailed link, signs in with it and goes to the quickstart. */
export function ConfirmSignUpForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const confirm = useMutation(trpc.account.confirmSignUp.mutationOptions());
  return (
    <ChoosePasswordForm
      email={email}
      submitLabel="Create account"
      onChoose={async (password) => {
        await confirm.mutateAsync({ token, password });
        const message = await signInWith({ email, password });
        if (message !== null) return `Your account is made. ${message}`;
        // Replaced, so that going back doesn't lead to a link that is used up.
        window.location.replace('/quickstart');
        return null;
      }}
    />
  );
}
