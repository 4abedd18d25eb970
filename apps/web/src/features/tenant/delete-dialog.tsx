'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { TypedName } from '../../ui/typed-name.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { TenantLastHour } from './tenant-last-hour.tsx';

/** Asks for the tenant's name before its deletion, and says what breaks. */
export function DeleteDialog({ name, open, onClose }: { name: string; open: boolean; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const remove = useMutation(
    trpc.tenant.delete.mutationOptions({
      onSuccess: () => {
        setTyped('');
        onClose();
        router.refresh();
      },
    }),
  );
  const refusal = remove.error ? requestError(remove.error) : null;
  const confirm = () => {
    if (typed.trim() === name) remove.mutate({ name });
    else setMismatch(true);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title={`Delete ${name}`}
      consequence={
        open ? (
          <>
            <TenantLastHour /> All keys of this tenant get 403 from now on. You have 14 days to undo it.
          </>
        ) : (
          ''
        )
      }
      confirmLabel="Delete tenant"
      refusal={refusal}
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <TypedName
        name={name}
        value={typed}
        error={mismatch ? 'That is not the name of this tenant.' : undefined}
        onChange={(text) => {
          setTyped(text);
          setMismatch(false);
        }}
        onEnter={confirm}
      />
    </ConfirmDialog>
  );
}
