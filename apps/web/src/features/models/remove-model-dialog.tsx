'use client';

import type { PrivateModelView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toaster.tsx';
import { TypedName } from '../../ui/typed-name.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Removes a model with its secret, after its alias was typed. */
export function RemoveModelDialog({ row, onClose, onRemoved }: RemoveModelDialogProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.privateModel.remove.mutationOptions());
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const refusal = remove.error ? requestError(remove.error) : null;
  const reset = () => {
    setTyped('');
    setMismatch(false);
    remove.reset();
  };
  const confirm = () => {
    if (row === null || remove.isPending) return;
    if (typed.trim() !== row.alias) return setMismatch(true);
    remove.mutate(
      { id: row.id },
      {
        onSuccess: () => {
          toast(`${row.alias} is removed`, {
            description:
              row.provider === 'onnx'
                ? 'Its files are deleted; its usage stays.'
                : 'Its secret is wiped; its usage stays.',
          });
          reset();
          onRemoved();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      open={row !== null}
      onOpenChange={(shown) => {
        if (shown) return;
        reset();
        onClose();
      }}
      title={row ? `Remove ${row.alias}` : ''}
      consequence={`Requests that name it get 404 within a second, its ${row?.provider === 'onnx' ? 'files are deleted' : 'secret is wiped'}, and models that fall back on it have no fallback. Vectors that it made stay yours. This can’t be undone${row?.enabled ? '; to stop it for a while, disable it' : ''}.`}
      confirmLabel="Remove"
      refusal={refusal}
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <TypedName
        name={row?.alias}
        mono
        value={typed}
        error={mismatch ? 'That is not the alias of this model.' : undefined}
        onChange={(text) => {
          setTyped(text);
          setMismatch(false);
        }}
        onEnter={confirm}
      />
    </ConfirmDialog>
  );
}

interface RemoveModelDialogProps {
  /** null: closed. */
  row: PrivateModelView | null;
  onClose: () => void;
  onRemoved: () => void;
}
