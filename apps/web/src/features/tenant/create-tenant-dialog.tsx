'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { lateResolver } from '../form/late-resolver.ts';
import { switchTenant } from '../session/switch-tenant.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';

/** Makes another tenant and goes to it. */
export function CreateTenantDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New tenant"
      description="Keys, members, usage and plan of its own. You are its owner. The trial credit is given once a person, so this one may start without."
    >
      <CreateTenantForm />
    </Dialog>
  );
}

function CreateTenantForm() {
  const trpc = useTRPC();
  const create = useMutation(trpc.tenant.create.mutationOptions());
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm({ resolver: lateResolver('tenantFields'), defaultValues: { name: '' } });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setRefusal(undefined);
    try {
      const { tenantId } = await create.mutateAsync(input);
      await switchTenant(tenantId);
    } catch (error) {
      setRefusal(requestError(error));
    }
  });
  return (
    <DialogForm
      submitLabel="Create tenant"
      busy={isSubmitting || (isSubmitSuccessful && !refusal)}
      refusal={refusal}
      onSubmit={submit}
    >
      <Field label="Name" hint="A team, a project or a customer." error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="organization" />}
      </Field>
    </DialogForm>
  );
}
