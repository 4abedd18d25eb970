'use client';

import type { Role } from '@gridsky/api/domain';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { roleOptions } from './role-options.ts';

/** Mails somebody a place in the tenant. */
export function InviteDialog({ open, onOpenChange, mine, onInvited }: InviteDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Invite"
      description="They get a letter with a link that works for 7 days and for their address only."
    >
      <InviteForm mine={mine} onInvited={onInvited} />
    </Dialog>
  );
}

interface InviteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  mine: Role;
  onInvited: (email: string) => void;
}

function InviteForm({ mine, onInvited }: Pick<InviteDialogProps, 'mine' | 'onInvited'>) {
  const trpc = useTRPC();
  const invite = useMutation(trpc.invitation.create.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({
    resolver: lateResolver('inviteFields'),
    defaultValues: { email: '', role: 'member' as Role },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setRefusal(undefined);
    try {
      await invite.mutateAsync(input);
      onInvited(input.email);
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'email') form.setError('email', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <DialogForm submitLabel="Send invitation" busy={isSubmitting} refusal={refusal} onSubmit={submit}>
      <Field label="E-mail" error={errors.email?.message}>
        {(control) => <Input {...control} {...form.register('email')} type="email" autoComplete="off" />}
      </Field>
      <Field label="Role">
        {(control) => (
          <Controller
            control={form.control}
            name="role"
            render={({ field }) => (
              <Select {...control} value={field.value} onChange={field.onChange} options={roleOptions(mine)} />
            )}
          />
        )}
      </Field>
    </DialogForm>
  );
}
