'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import type { MailDelivery } from '../mail/mail-delivery.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { MailSent } from './mail-sent.tsx';

/** Asks for the letter whose link makes the account; the password is chosen there. */
export function SignUpForm({ delivery }: { delivery: MailDelivery }) {
  const trpc = useTRPC();
  const signUp = useMutation(trpc.account.signUp.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({ resolver: lateResolver('signUpFields'), defaultValues: { email: '', tenantName: '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    try {
      await signUp.mutateAsync(fields);
      setSentTo(fields.email);
    } catch (error) {
      setRefusal(requestError(error));
    }
  });
  if (sentTo) {
    return (
      <MailSent to={sentTo} delivery={delivery} onAgain={() => setSentTo(undefined)}>
        Its link makes the account; it works once, for 24 hours.
      </MailSent>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail" hint="We mail you a link; you choose a password there." error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="username" />}
      </Field>
      <Field
        label="Team or project"
        hint="Keys and usage belong to it. You can rename it later."
        error={errors.tenantName?.message}
      >
        {(control) => <Input {...control} {...form.register('tenantName')} autoComplete="organization" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting}>
        Continue
      </Button>
    </form>
  );
}
