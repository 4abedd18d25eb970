'use client';

import { setModelAliasInput } from '@gridsky/api/domain';
import type { ModelWithHealth } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Gives a model another name. `model` null: closed. */
export function AliasDialog({ model, onClose, onChanged }: AliasDialogProps) {
  return (
    <Dialog
      open={model !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={model ? `Add a name for ${model.id}` : ''}
      description="Requests that ask for this name are served by the model, at its price and within its limits. Answers say which model served."
    >
      {model ? <AliasForm model={model} onClose={onClose} onChanged={onChanged} /> : null}
    </Dialog>
  );
}

interface AliasDialogProps {
  model: ModelWithHealth | null;
  onClose: () => void;
  onChanged: () => void;
}

function AliasForm({ model, onClose, onChanged }: AliasDialogProps & { model: ModelWithHealth }) {
  const trpc = useTRPC();
  const [alias, setAlias] = useState('');
  const [wrong, setWrong] = useState<string>();
  const add = useMutation(
    trpc.operator.setModelAlias.mutationOptions({
      onSuccess: (_nothing, { alias }) => {
        onChanged();
        onClose();
        toast(`${alias} is served by ${model.id}`, { description: 'Every process follows within a second.' });
      },
    }),
  );
  const refusal = add.error ? requestError(add.error) : null;
  const atName = refusal?.param === 'alias';
  return (
    <DialogForm
      submitLabel="Add name"
      busy={add.isPending}
      refusal={atName ? null : refusal}
      onSubmit={() => {
        const checked = setModelAliasInput.safeParse({ alias, modelId: model.id });
        setWrong(checked.error?.issues[0]?.message);
        if (checked.success) add.mutate(checked.data);
      }}
    >
      <Field
        label="Name"
        hint="What callers send as model, such as text-embedding-3-small. Names of models that are served are taken."
        error={wrong ?? (atName ? refusal.message : undefined)}
      >
        {(control) => (
          <Input
            {...control}
            mono
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={alias}
            onChange={(event) => {
              setAlias(event.target.value);
              setWrong(undefined);
            }}
          />
        )}
      </Field>
    </DialogForm>
  );
}
