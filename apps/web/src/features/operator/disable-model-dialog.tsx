'use client';

import type { ModelWithHealth } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Asks before a model is no longer served. `model` null: closed. */
export function DisableModelDialog({ model, onClose, onChanged }: DisableModelDialogProps) {
  const trpc = useTRPC();
  const disable = useMutation(
    trpc.operator.changeModel.mutationOptions({
      onSuccess: (_nothing, { id }) => {
        onChanged();
        onClose();
        toast(`${id} is disabled`, { description: 'Every process stops serving it within a second.' });
      },
    }),
  );
  const close = () => {
    onClose();
    disable.reset();
  };
  return (
    <ConfirmDialog
      open={model !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={model ? `Disable ${model.id}` : ''}
      consequence={`Every request for it gets 404 within a second, from all tenants${names(model)}. Vectors made with it stay valid; its place in plans and its price are kept.`}
      confirmLabel="Disable"
      busy={disable.isPending}
      refusal={disable.error ? requestError(disable.error) : null}
      onConfirm={() => model && disable.mutate({ id: model.id, disabled: true })}
    />
  );
}

function names(model: ModelWithHealth | null): string {
  if (!model || model.aliases.length === 0) return '';
  return `, and so does every request for ${model.aliases.join(', ')}`;
}

interface DisableModelDialogProps {
  model: ModelWithHealth | null;
  onClose: () => void;
  onChanged: () => void;
}
