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

/** Makes the platform's first admin with the one-time token, signs in as it and goes to the overview. */
export function ClaimAdminForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const claim = useMutation(trpc.operator.claimAdmin.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('claimFields'), defaultValues: { email: '', password: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    try {
      await claim.mutateAsync({ ...fields, token });
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'email') form.setError('email', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
      return;
    }
    const message = await signInWith(fields);
    // Replaced, so that going back doesn't lead to a link that is used up.
    if (message === null) window.location.replace('/overview');
    else setRefusal({ message: `The admin account is made. ${message}` });
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail" error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" hint="At least 10 characters. Length is what counts." error={errors.password?.message}>
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || (isSubmitSuccessful && !refusal)}>
        Make admin account
      </Button>
    </form>
  );
}
