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

/** Asks for the letter whose link sets a new password. */
export function ForgotPasswordForm({ delivery }: { delivery: MailDelivery }) {
  const trpc = useTRPC();
  const forgot = useMutation(trpc.account.forgotPassword.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({ resolver: lateResolver('addressFields'), defaultValues: { email: '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    try {
      await forgot.mutateAsync(fields);
      setSentTo(fields.email);
    } catch (error) {
      setRefusal(requestError(error));
    }
  });
  if (sentTo) {
    return (
      <MailSent to={sentTo} delivery={delivery} onAgain={() => setSentTo(undefined)}>
        If it has an account, the letter’s link sets a new password; it works once, for 30 minutes.
      </MailSent>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail" error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="username" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting}>
        Mail me a link
      </Button>
    </form>
  );
}
