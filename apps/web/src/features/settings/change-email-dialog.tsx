'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import type { AccountDialogProps } from './account-actions.tsx';

/** Asks for the letter to the new address; the account keeps the old one until its link is opened. */
export function ChangeEmailDialog({ email, open, onClose }: AccountDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title="Change e-mail"
      description={`We mail a link to the new address. Until you open it, you sign in with ${email}.`}
    >
      <ChangeEmailForm onDone={onClose} />
    </Dialog>
  );
}

function ChangeEmailForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC();
  const ask = useMutation(trpc.account.requestEmailChange.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({
    resolver: lateResolver('changeEmailFields'),
    defaultValues: { email: '', currentPassword: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    try {
      await ask.mutateAsync(values);
      toast('Letter on its way', { description: `Open its link at ${values.email} within an hour.` });
      onDone();
    } catch (error) {
      const refused = requestError(error);
      const field = refused.param === 'email' || refused.param === 'currentPassword' ? refused.param : null;
      if (field) form.setError(field, { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="New e-mail" error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="email" />}
      </Field>
      <Field label="Current password" error={errors.currentPassword?.message}>
        {(control) => (
          <Input {...control} {...form.register('currentPassword')} type="password" autoComplete="current-password" />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          Mail me a link
        </Button>
      </div>
    </form>
  );
}
