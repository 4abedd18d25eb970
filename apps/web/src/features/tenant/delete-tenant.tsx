'use client';

import type { TenantView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Input } from '../../ui/input.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { TenantLastHour } from './tenant-last-hour.tsx';

/** Asks for a tenant's deletion, or takes the request back. Shown to owners only. */
export function DeleteTenant({ tenant }: { tenant: Pick<TenantView, 'name' | 'deletionDueAt'> }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const keep = useMutation(
    trpc.tenant.keep.mutationOptions({
      onSuccess: () => {
        toast('The tenant stays', { description: 'Its keys work again within a second.' });
        router.refresh();
      },
      onError: (error) => toast.error(requestError(error).message),
    }),
  );
  if (tenant.deletionDueAt) {
    return (
      <div className="grid gap-3">
        <p className="text-ink-muted">
          Deleted on {isoDay(tenant.deletionDueAt)}. Until then nothing is lost, and its keys are refused.
        </p>
        <div>
          <Button variant="primary" busy={keep.isPending} onClick={() => keep.mutate()}>
            Keep this tenant
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <p className="text-ink-muted">
        Its keys are refused at once. Members, keys and names go after 14 days; until then you can have all of it back.
      </p>
      <div>
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete tenant
        </Button>
      </div>
      <DeleteDialog name={tenant.name} open={asking} onClose={() => setAsking(false)} />
    </div>
  );
}

function DeleteDialog({ name, open, onClose }: { name: string; open: boolean; onClose: () => void }) {
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
      busy={remove.isPending}
      onConfirm={confirm}
    >
      <Field
        label={
          <>
            Type <span className="font-semibold">{name}</span> to confirm
          </>
        }
        error={mismatch ? 'That is not the name of this tenant.' : undefined}
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
          />
        )}
      </Field>
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
    </ConfirmDialog>
  );
}
