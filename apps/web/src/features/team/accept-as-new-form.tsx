'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { signInWith } from '../account/sign-in-form.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';

/** Makes an account for the invited address, takes the place with it and signs in. */
export function AcceptAsNewForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const accept = useMutation(trpc.invitation.acceptAsNew.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('passwordFields'), defaultValues: { password: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    setRefusal(undefined);
    try {
      await accept.mutateAsync({ token, password });
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'password') form.setError('password', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
      return;
    }
    const message = await signInWith({ email, password });
    // Replaced, so that going back doesn't lead to a link that is used up.
    if (message === null) window.location.replace('/overview');
    else setRefusal({ message: `Your account is made. ${message}` });
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail">
        {(control) => <Input {...control} value={email} readOnly type="email" autoComplete="username" />}
      </Field>
      <Field
        label="Choose a password"
        hint="At least 10 characters. Length is what counts."
        error={errors.password?.message}
      >
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || (isSubmitSuccessful && !refusal)}>
        Create account and join
      </Button>
    </form>
  );
}
