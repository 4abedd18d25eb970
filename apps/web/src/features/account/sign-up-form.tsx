'use client';

import { emailSchema, passwordSchema } from '@gridsky/api/domain';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { signInWith } from './sign-in-form.tsx';

/** Makes an account with its first tenant, signs in with it and goes to the quickstart. */
export function SignUpForm() {
  const trpc = useTRPC();
  const signUp = useMutation(trpc.account.signUp.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({
    resolver: zodResolver(signUpFields),
    defaultValues: { email: '', password: '', tenantName: '' },
  });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    try {
      await signUp.mutateAsync(fields);
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'email') form.setError('email', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
      return;
    }
    const message = await signInWith(fields);
    if (message === null) window.location.assign('/quickstart');
    else setRefusal({ message: `Your account is made. ${message}` });
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail" error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" hint="At least 10 characters. Length is what counts." error={errors.password?.message}>
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <Field
        label="Team or project"
        hint="Keys and usage belong to it. You can rename it later."
        error={errors.tenantName?.message}
      >
        {(control) => <Input {...control} {...form.register('tenantName')} autoComplete="organization" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || (isSubmitSuccessful && !refusal)}>
        Create account
      </Button>
    </form>
  );
}

const signUpFields = z.object({
  email: emailSchema,
  password: passwordSchema,
  tenantName: z
    .string()
    .trim()
    .min(1, { error: 'Give your team or project a name.' })
    .max(80, { error: 'Use at most 80 characters.' }),
});
