'use client';

import type { KeyView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { KeyFieldset, type KeyForm } from './key-fields.tsx';
import { fieldOf, keyFields, keyFormValues, keyTerms } from './key-form.ts';
import { type KeyPlan, KeyRestrictions } from './key-restrictions.tsx';

/** Asks for what a key is made of and makes it. `onCreated` gets the secret: its only showing. */
export function CreateKeyDialog({ open, onOpenChange, plan, onCreated }: CreateKeyDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create key"
      description="A program uses it to call the API. You see it once, on the next screen."
    >
      <CreateKeyForm plan={plan} onCreated={onCreated} />
    </Dialog>
  );
}

export interface CreatedKey {
  key: KeyView;
  secret: string;
}

interface CreateKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  plan: KeyPlan | undefined;
  onCreated: (created: CreatedKey) => void;
}

function CreateKeyForm({ plan, onCreated }: Pick<CreateKeyDialogProps, 'plan' | 'onCreated'>) {
  const trpc = useTRPC();
  // gcTime 0: the answer holds the secret and must not stay in the client's cache.
  const create = useMutation(trpc.key.create.mutationOptions({ gcTime: 0 }));
  const [refusal, setRefusal] = useState<RequestError>();
  const form: KeyForm = useForm({ resolver: zodResolver(keyFields), defaultValues: keyFormValues(null) });
  const submit = form.handleSubmit(async (fields) => {
    setRefusal(undefined);
    try {
      onCreated(await create.mutateAsync({ ...keyTerms(fields, new Date(), null), mode: fields.mode }));
    } catch (error) {
      const refused = requestError(error);
      const field = fieldOf(refused.param);
      if (field) form.setError(field, { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <DialogForm submitLabel="Create key" busy={form.formState.isSubmitting} refusal={refusal} onSubmit={submit}>
      <KeyFieldset form={form} endsBefore={null} withMode />
      <KeyRestrictions form={form} plan={plan} open={false} />
    </DialogForm>
  );
}
