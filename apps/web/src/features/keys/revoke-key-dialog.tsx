'use client';

import type { KeyView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { RevokeConsequence } from './revoke-consequence.tsx';

/** Ends a key for good, after its name was typed and what breaks was said. */
export function RevokeKeyDialog({ row, onClose, onRevoked }: RevokeKeyDialogProps) {
  const trpc = useTRPC();
  const revoke = useMutation(trpc.key.revoke.mutationOptions());
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const [refusal, setRefusal] = useState<RequestError>();
  const close = () => {
    setTyped('');
    setMismatch(false);
    setRefusal(undefined);
    onClose();
  };
  const confirm = async () => {
    if (!row) return;
    if (typed.trim() !== row.name) {
      setMismatch(true);
      return;
    }
    try {
      const revoked = await revoke.mutateAsync({ keyId: row.id });
      close();
      onRevoked(revoked);
    } catch (error) {
      setRefusal(requestError(error));
    }
  };
  return (
    <ConfirmDialog
      open={row !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={row ? `Revoke ${row.name}` : ''}
      consequence={row ? <RevokeConsequence row={row} /> : ''}
      confirmLabel="Revoke"
      busy={revoke.isPending}
      onConfirm={confirm}
    >
      <Field
        label={
          <>
            Type <span className="font-semibold">{row?.name}</span> to confirm
          </>
        }
        error={mismatch ? 'That is not the name of this key.' : undefined}
      >
        {(control) => (
          <Input
            {...control}
            value={typed}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.target.value);
              setMismatch(false);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void confirm();
            }}
          />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} />
    </ConfirmDialog>
  );
}

interface RevokeKeyDialogProps {
  /** null: closed. */
  row: KeyView | null;
  onClose: () => void;
  onRevoked: (key: KeyView) => void;
}
