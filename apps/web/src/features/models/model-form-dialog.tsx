'use client';

import type { AddPrivateModel } from '@gridsky/api/domain';
import type { PrivateModelView } from '@gridsky/api/services';
import { zodResolver } from '@hookform/resolvers/zod';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { type ChosenFiles, stillMissing } from './choose-files.ts';
import { EndpointFields } from './endpoint-fields.tsx';
import { ModelFilesField } from './model-files-field.tsx';
import { fallbackOf, fieldOf, type ModelFields, modelFields, modelFormValues, NO_FALLBACK } from './model-form.ts';
import { MoreModelFields } from './more-model-fields.tsx';
import { FileRefused } from './send-file.ts';
import { useFileUploads } from './use-file-uploads.ts';

export type ModelForm = UseFormReturn<ModelFields, unknown, AddPrivateModel>;

/** Adds a model of the tenant's own, or changes one. `onSaved` is told whether it has to be tested now. */
export function ModelFormDialog({ open, row, others, apiUrl, onClose, onSaved }: ModelFormDialogProps) {
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title={row ? `Edit ${row.alias}` : 'Add a model'}
      description={
        row
          ? 'Changes are served within a second.'
          : 'Somebody’s embeddings endpoint, or an ONNX model of yours, behind the same API under a name of yours. It is tested when you have added it.'
      }
    >
      {open ? <ModelFormView {...{ row, others, apiUrl, onSaved }} /> : null}
    </Dialog>
  );
}

interface ModelFormDialogProps {
  open: boolean;
  /** null: a new one. */
  row: PrivateModelView | null;
  /** The tenant's other models. */
  others: readonly PrivateModelView[];
  /** Origin of the API. */
  apiUrl: string;
  onClose: () => void;
  onSaved: (model: PrivateModelView, untested: boolean) => void;
}

type ModelFormViewProps = Pick<ModelFormDialogProps, 'row' | 'others' | 'apiUrl' | 'onSaved'>;

function ModelFormView({ row: edited, others, apiUrl, onSaved }: ModelFormViewProps) {
  const trpc = useTRPC();
  // gcTime 0: what was sent holds the secret and must not stay in the client's cache.
  const add = useMutation(trpc.privateModel.add.mutationOptions({ gcTime: 0 }));
  const update = useMutation(trpc.privateModel.update.mutationOptions({ gcTime: 0 }));
  const { progress, upload } = useFileUploads(apiUrl);
  const [refusal, setRefusal] = useState<RequestError>();
  const [chosen, setChosen] = useState<ChosenFiles<File>>({ files: [], leftOut: [] });
  const [filesError, setFilesError] = useState<string>();
  // A model that was added and whose files did not all arrive: what is sent next belongs to it.
  const [added, setAdded] = useState<PrivateModelView | null>(null);
  const row = edited ?? added;
  const form: ModelForm = useForm({
    resolver: zodResolver(modelFields),
    defaultValues: modelFormValues(edited, others),
  });
  const isUpload = useWatch({ control: form.control, name: 'provider' }) === 'onnx';
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
    const missing = stillMissing(chosen.files, Object.keys(row?.upload?.files ?? {}));
    if (isUpload && edited === null && missing.length > 0) {
      setFilesError(`Choose ${missing.join(' and ')} as well: a model needs them.`);
      return;
    }
    try {
      const saved = await save(model);
      if (isUpload && chosen.files.length > 0) {
        setAdded(saved);
        await upload(saved.alias, chosen.files);
        onSaved(saved, missing.length === 0);
      } else
        onSaved(saved, (saved.dimensions === null && (!isUpload || missing.length === 0)) || model.secret !== null);
    } catch (error) {
      if (error instanceof FileRefused) {
        setRefusal(error.request);
        return;
      }
      const refused = requestError(error);
      const field = fieldOf(refused.param);
      if (field) form.setError(field, { message: refused.message }, { shouldFocus: true });
      else setRefusal(refused);
    }
  });
  return (
    <DialogForm
      submitLabel={edited ? 'Save' : isUpload ? 'Upload and test' : 'Add and test'}
      busy={form.formState.isSubmitting}
      refusal={refusal}
      onSubmit={submit}
    >
      <EndpointFields form={form} row={row} />
      {isUpload ? (
        <ModelFilesField
          {...{ row, chosen, progress }}
          error={filesError}
          onChoose={(files) => {
            setChosen(files);
            setFilesError(undefined);
          }}
        />
      ) : null}
      <MoreModelFields form={form} row={row} others={others} />
    </DialogForm>
  );
}
