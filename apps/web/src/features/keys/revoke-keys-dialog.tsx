'use client';

import type { KeyView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TypedName } from '../../ui/typed-name.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { type RequestError, requestError } from '../trpc/request-error.ts';
import { RequestsOfLastHour } from './requests-of-last-hour.tsx';

/** Ends keys for good, after what breaks was said and the name (of one) or the count (of several) was typed. */
export function RevokeKeysDialog({ rows, onClose, onRevoked }: RevokeKeysDialogProps) {
  const trpc = useTRPC();
  const revoke = useMutation(trpc.key.revoke.mutationOptions());
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const [refusal, setRefusal] = useState<RequestError>();
  const [first] = rows;
  const isOne = rows.length === 1;
  const phrase = isOne ? (first?.name ?? '') : `revoke ${rows.length} keys`;
  const close = () => {
    setTyped('');
    setMismatch(false);
    setRefusal(undefined);
    onClose();
  };
  const confirm = async () => {
    if (rows.length === 0) return;
    if (typed.trim() !== phrase) {
      setMismatch(true);
      return;
    }
    try {
      const revoked = await revoke.mutateAsync({ keyIds: rows.map(({ id }) => id) });
      close();
      onRevoked(revoked);
    } catch (error) {
      setRefusal(requestError(error));
    }
  };
  return (
    <ConfirmDialog
      open={rows.length > 0}
      onOpenChange={(open) => (open ? undefined : close())}
      title={isOne ? `Revoke ${phrase}` : `Revoke ${rows.length} keys`}
      consequence={
        rows.length === 0 ? (
          ''
        ) : (
          <>
            <RequestsOfLastHour rows={rows} /> Programs that hold {isOne ? 'it' : 'them'} get 401 within a second. This
            can’t be undone; to stop {isOne ? 'it' : 'one'} for a while, disable it.
          </>
        )
      }
      confirmLabel="Revoke"
      refusal={refusal}
      busy={revoke.isPending}
      onConfirm={confirm}
    >
      {isOne ? null : (
        <ul className="max-h-40 overflow-y-auto rounded-md border px-3 py-1.5 text-13">
          {rows.map((row) => (
            <li key={row.id} className="flex justify-between gap-3 py-0.5">
              <span className="truncate">{row.name}</span>
              <code className="shrink-0 text-ink-muted">{row.display}</code>
            </li>
          ))}
        </ul>
      )}
      <TypedName
        name={phrase}
        value={typed}
        error={mismatch ? (isOne ? 'That is not the name of this key.' : 'That is not what to type.') : undefined}
        onChange={(text) => {
          setTyped(text);
          setMismatch(false);
        }}
        onEnter={() => void confirm()}
      />
    </ConfirmDialog>
  );
}

interface RevokeKeysDialogProps {
  /** Empty: closed. */
  rows: readonly KeyView[];
  onClose: () => void;
  onRevoked: (keys: KeyView[]) => void;
}
