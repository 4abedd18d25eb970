'use client';

import type { AddPrivateModel } from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { EndpointFields } from './endpoint-fields.tsx';
import { fallbackOf, fieldOf, type ModelFields, modelFields, modelFormValues, NO_FALLBACK } from './model-form.ts';
import { MoreModelFields } from './more-model-fields.tsx';

export type ModelForm = UseFormReturn<ModelFields, unknown, AddPrivateModel>;

/** Adds a model of the tenant's own, or changes one. `onSaved` is told whether it has to be tested now. */
export function ModelFormDialog({ open, row, others, onClose, onSaved }: ModelFormDialogProps) {
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title={row ? `Edit ${row.alias}` : 'Add a model'}
      description={
        row
          ? 'Changes are served within a second.'
          : 'Somebody’s embeddings endpoint behind the same API, under a name of yours. It is tested when you have added it.'
      }
    >
      {open ? <ModelFormView {...{ row, others, onSaved }} /> : null}
    </Dialog>
  );
}

interface ModelFormDialogProps {
  open: boolean;
  /** null: a new one. */
  row: PrivateModelView | null;
  /** The tenant's other models. */
  others: readonly PrivateModelView[];
  onClose: () => void;
  onSaved: (model: PrivateModelView, untested: boolean) => void;
}

function ModelFormView({ row, others, onSaved }: Pick<ModelFormDialogProps, 'row' | 'others' | 'onSaved'>) {
  const trpc = useTRPC();
  // gcTime 0: what was sent holds the secret and must not stay in the client's cache.
  const add = useMutation(trpc.privateModel.add.mutationOptions({ gcTime: 0 }));
  const update = useMutation(trpc.privateModel.update.mutationOptions({ gcTime: 0 }));
  const [refusal, setRefusal] = useState<RequestError>();
  const form: ModelForm = useForm({
    resolver: zodResolver(modelFields),
    defaultValues: modelFormValues(row, others),
  });
  const save = async (model: AddPrivateModel): Promise<PrivateModelView> => {
    if (!row) return add.mutateAsync(model);
    const { provider: _provider, secret, fallbackAlias, ...changed } = model;
    const taken = form.getValues('takeSecret') ? { secret: null } : {};
    // A fallback that stays is not checked anew: it may be waiting for a test of its own.
    const stays = fallbackOf(row, others) === (fallbackAlias ?? NO_FALLBACK);
    return update.mutateAsync({
      id: row.id,
      ...changed,
      ...(stays ? {} : { fallbackAlias }),
      ...(secret === null ? taken : { secret }),
    });
  };
  const submit = form.handleSubmit(async (model) => {
    setRefusal(undefined);
    try {
      const saved = await save(model);
      onSaved(saved, saved.dimensions === null || model.secret !== null);
    } catch (error) {
      const refused = requestError(error);
      const field = fieldOf(refused.param);
      if (field) form.setError(field, { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <DialogForm
      submitLabel={row ? 'Save' : 'Add and test'}
      busy={form.formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit}
    >
      <EndpointFields form={form} row={row} />
      <MoreModelFields form={form} row={row} others={others} />
    </DialogForm>
  );
}
