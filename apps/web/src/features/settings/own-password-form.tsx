'use client';

import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { type RequestError, requestError } from '../trpc/request-error.ts';

/** Asks for one's own password before something that a stranger at an unlocked screen must not do. */
export function OwnPasswordForm({ submitLabel, variant = 'primary', onSubmit }: OwnPasswordFormProps) {
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('ownPasswordFields'), defaultValues: { currentPassword: '' } });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ currentPassword }) => {
    setRefusal(undefined);
    try {
      await onSubmit(currentPassword);
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'currentPassword')
        form.setError('currentPassword', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="Current password" error={errors.currentPassword?.message}>
        {(control) => (
          <Input {...control} {...form.register('currentPassword')} type="password" autoComplete="current-password" />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <div className="flex justify-end">
        <Button type="submit" variant={variant} busy={isSubmitting}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}

interface OwnPasswordFormProps {
  submitLabel: string;
  variant?: ButtonProps['variant'];
  onSubmit: (currentPassword: string) => Promise<void>;
}
