'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { type RequestError, requestError } from '../trpc/request-error.ts';

/** One new password for the account of `email`. `onChoose` stays pending until the browser is on its way to another page. */
export function ChoosePasswordForm({ email, submitLabel, onChoose }: ChoosePasswordFormProps) {
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('passwordFields'), defaultValues: { password: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async ({ password }) => {
    setRefusal(undefined);
    try {
      const message = await onChoose(password);
      if (message) setRefusal({ message });
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'password') form.setError('password', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="E-mail">
        {(control) => <Input {...control} value={email} readOnly type="email" autoComplete="username" />}
      </Field>
      <Field label="Password" hint="At least 10 characters. Length is what counts." error={errors.password?.message}>
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        busy={isSubmitting || (isSubmitSuccessful && !refusal && !errors.password)}
      >
        {submitLabel}
      </Button>
    </form>
  );
}

interface ChoosePasswordFormProps {
  email: string;
  submitLabel: string;
  /** Resolves with a sentence when something is left to say. */
  onChoose: (password: string) => Promise<string | null>;
}
