'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { lateResolver } from '../form/late-resolver.ts';

/** The second step of signing in: a code of the authenticator, or a recovery code in its place. */
export function SecondStepForm({ onCode, onBack }: SecondStepFormProps) {
  const [refusal, setRefusal] = useState<string>();
  const form = useForm({ resolver: lateResolver('secondStepFields'), defaultValues: { code: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async ({ code }) => {
    setRefusal(undefined);
    const message = await onCode(code);
    if (message === null) return;
    setRefusal(message);
    form.resetField('code');
    form.setFocus('code');
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field
        label="Code"
        hint="The 6 digits that your authenticator shows, or one of your recovery codes."
        error={errors.code?.message}
      >
        {(control) => (
          <Input {...control} {...form.register('code')} mono autoComplete="one-time-code" maxLength={40} autoFocus />
        )}
      </Field>
      <FormError message={refusal} />
      <Button type="submit" variant="primary" size="lg" busy={isSubmitting || (isSubmitSuccessful && !refusal)}>
        Sign in
      </Button>
      <Button variant="ghost" onClick={onBack}>
        Back
      </Button>
    </form>
  );
}

interface SecondStepFormProps {
  /** null when the browser is signed in; else the sentence to show. */
  onCode: (code: string) => Promise<string | null>;
  onBack: () => void;
}
