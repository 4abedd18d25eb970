'use client';

import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Asks before a name of a model is taken away. `alias` null: closed. */
export function RemoveAliasDialog({ alias, onClose, onChanged }: RemoveAliasDialogProps) {
  const trpc = useTRPC();
  const remove = useMutation(
    trpc.operator.removeModelAlias.mutationOptions({
      onSuccess: (_nothing, { alias }) => {
        onChanged();
        onClose();
        toast(`${alias} is no name of a model any more`);
      },
    }),
  );
  const close = () => {
    onClose();
    remove.reset();
  };
  return (
    <ConfirmDialog
      open={alias !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={alias ? `Remove the name ${alias}` : ''}
      consequence="Every request for it gets 404 within a second, from all tenants. The model stays served under its own id, and usage keeps what was asked."
      confirmLabel="Remove"
      busy={remove.isPending}
      refusal={remove.error ? requestError(remove.error) : null}
      onConfirm={() => alias && remove.mutate({ alias })}
    />
  );
}

interface RemoveAliasDialogProps {
  alias: string | null;
  onClose: () => void;
  onChanged: () => void;
}
