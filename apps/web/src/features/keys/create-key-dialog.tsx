'use client';

import type { KeyView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { Button } from '../../ui/button.tsx';
import { Dialog, DialogClose } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { type CreateKeyFields, createKeyFields, expiryDate } from './create-key-form.ts';
import { expiryOptions, modeOptions, scopeOptions } from './create-key-options.ts';

/** Asks for what a key is made of and makes it. `onCreated` gets the secret: its only showing. */
export function CreateKeyDialog({ open, onOpenChange, onCreated }: CreateKeyDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create key"
      description="A program uses it to call the API. You see it once, on the next screen."
    >
      <CreateKeyForm onCreated={onCreated} />
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
  onCreated: (created: CreatedKey) => void;
}

function CreateKeyForm({ onCreated }: Pick<CreateKeyDialogProps, 'onCreated'>) {
  const trpc = useTRPC();
  // gcTime 0: the answer holds the secret and must not stay in the client's cache.
  const create = useMutation(trpc.key.create.mutationOptions({ gcTime: 0 }));
  const [refusal, setRefusal] = useState<RequestError>();
  const form = useForm<CreateKeyFields>({
    resolver: zodResolver(createKeyFields),
    defaultValues: { name: '', mode: 'live', scope: 'infer', expiry: 'never' },
  });
  const { errors, isSubmitting } = form.formState;
  const expiry = useWatch({ control: form.control, name: 'expiry' });
  const ends = expiryDate(expiry, new Date());
  const submit = form.handleSubmit(async ({ expiry: choice, ...fields }) => {
    setRefusal(undefined);
    try {
      onCreated(await create.mutateAsync({ ...fields, expiresAt: expiryDate(choice, new Date()) }));
    } catch (error) {
      const refused = requestError(error);
      if (refused.param === 'name') form.setError('name', { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="Name" hint="Where it will be used, for example “Production search”." error={errors.name?.message}>
        {(control) => <Input {...control} {...form.register('name')} autoComplete="off" />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Kind">
          {(control) => (
            <Controller
              control={form.control}
              name="mode"
              render={({ field }) => (
                <Select {...control} value={field.value} onChange={field.onChange} options={modeOptions} />
              )}
            />
          )}
        </Field>
        <Field label="Scope">
          {(control) => (
            <Controller
              control={form.control}
              name="scope"
              render={({ field }) => (
                <Select {...control} value={field.value} onChange={field.onChange} options={scopeOptions} />
              )}
            />
          )}
        </Field>
      </div>
      <Field
        label="Expiry"
        hint={ends ? `The API refuses it from ${isoDay(ends)} on.` : 'It works until you disable or revoke it.'}
      >
        {(control) => (
          <Controller
            control={form.control}
            name="expiry"
            render={({ field }) => (
              <Select {...control} value={field.value} onChange={field.onChange} options={expiryOptions} />
            )}
          />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} />
      <div className="flex flex-wrap justify-end gap-2 pt-1">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" busy={isSubmitting}>
          Create key
        </Button>
      </div>
    </form>
  );
}
