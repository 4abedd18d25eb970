'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
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

/** Changes the password, asked for the old one; other browsers are signed out by it. */
export function ChangePasswordDialog({ email, open, onClose }: AccountDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title="Change password"
      description="Your other browsers are signed out. We mail you that it was changed."
    >
      <ChangePasswordForm email={email} onDone={onClose} />
    </Dialog>
  );
}

function ChangePasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const change = useMutation(trpc.account.changePassword.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({
    resolver: lateResolver('changePasswordFields'),
    defaultValues: { currentPassword: '', password: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setRefusal(undefined);
    try {
      await change.mutateAsync(values);
      await cache.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() });
      toast('Password changed', { description: 'Other browsers are signed out with their next request.' });
      onDone();
    } catch (error) {
      const refused = requestError(error);
      const field = refused.param === 'password' || refused.param === 'currentPassword' ? refused.param : null;
      if (field) form.setError(field, { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={errors.currentPassword?.message}>
        {(control) => (
          <Input {...control} {...form.register('currentPassword')} type="password" autoComplete="current-password" />
        )}
      </Field>
      <Field
        label="New password"
        hint="At least 10 characters. Length is what counts."
        error={errors.password?.message}
      >
        {(control) => <Input {...control} {...form.register('password')} type="password" autoComplete="new-password" />}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          Change password
        </Button>
      </div>
    </form>
  );
}
