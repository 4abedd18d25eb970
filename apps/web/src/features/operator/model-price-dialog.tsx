'use client';

import { formatDollars, parseDollars } from '@gridsky/api/domain';
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

/** The list price of a model. `model` null: closed. */
export function ModelPriceDialog({ model, onClose, onChanged }: ModelPriceDialogProps) {
  return (
    <Dialog
      open={model !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={model ? `List price of ${model.id}` : ''}
      description="Taken from the credit of tenants on a metered plan, from their next request on. Flat plans pay nothing by the token."
    >
      {model ? <PriceForm model={model} onClose={onClose} onChanged={onChanged} /> : null}
    </Dialog>
  );
}

interface ModelPriceDialogProps {
  model: ModelWithHealth | null;
  onClose: () => void;
  onChanged: () => void;
}

function PriceForm({ model, onClose, onChanged }: ModelPriceDialogProps & { model: ModelWithHealth }) {
  const trpc = useTRPC();
  const [text, setText] = useState(formatDollars(model.pricePerMillionNano));
  const [wrong, setWrong] = useState<string>();
  const change = useMutation(
    trpc.operator.changeModel.mutationOptions({
      onSuccess: () => {
        onChanged();
        onClose();
        toast(`The price of ${model.id} is changed`);
      },
    }),
  );
  return (
    <DialogForm
      submitLabel="Save price"
      busy={change.isPending}
      refusal={change.error ? requestError(change.error) : null}
      onSubmit={() => {
        const pricePerMillionNano = parseDollars(text);
        setWrong(pricePerMillionNano === null ? 'Enter dollars such as 0.02.' : undefined);
        if (pricePerMillionNano !== null) change.mutate({ id: model.id, pricePerMillionNano });
      }}
    >
      <Field label="Dollars a million tokens" error={wrong}>
        {(control) => (
          <Input
            {...control}
            mono
            inputMode="decimal"
            autoComplete="off"
            className="w-40!"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </DialogForm>
  );
}
