'use client';

import type { OperatorTenant } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { toast } from '../../ui/toaster.tsx';
import { TypedName } from '../../ui/typed-name.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Stops a tenant, or lets it work again, after its name was typed; says what breaks. */
export function SuspendDialog({ tenant, open, onClose, onChanged }: SuspendDialogProps) {
  const suspended = tenant.state === 'suspended';
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title={suspended ? `Let ${tenant.name} work again` : `Suspend ${tenant.name}`}
      description={
        suspended ? 'Its keys are served again within a second; its members may change things again.' : breaks(tenant)
      }
    >
      <SuspendForm tenant={tenant} onDone={onClose} onChanged={onChanged} />
    </Dialog>
  );
}

interface SuspendDialogProps {
  tenant: OperatorTenant;
  open: boolean;
  onClose: () => void;
  onChanged: () => void;
}

function breaks({ lastHour, keys }: OperatorTenant): string {
  const hour =
    lastHour.requests === 0
      ? 'No request came in the last hour.'
      : `${lastHour.requests.toLocaleString('en-US')} ${lastHour.requests === 1 ? 'request' : 'requests'} came in the last hour.`;
  const refused = keys === 1 ? 'Its key gets' : `All ${keys.toLocaleString('en-US')} keys get`;
  return `${hour} ${refused} 403 within a second. Its members may look and change nothing. Nothing is deleted.`;
}

function SuspendForm({
  tenant,
  onDone,
  onChanged,
}: Omit<SuspendDialogProps, 'open' | 'onClose'> & { onDone: () => void }) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const suspended = tenant.state === 'suspended';
  const change = useMutation(
    trpc.operator.setSuspended.mutationOptions({
      onSuccess: () => {
        onChanged();
        onDone();
        toast(suspended ? `${tenant.name} works again` : `${tenant.name} is suspended`);
      },
    }),
  );
  return (
    <DialogForm
      submitLabel={suspended ? 'Let it work again' : 'Suspend'}
      danger={!suspended}
      busy={change.isPending}
      refusal={change.error ? requestError(change.error) : null}
      onSubmit={() => {
        if (typed.trim() === tenant.name) change.mutate({ tenantId: tenant.id, suspended: !suspended, name: typed });
        else setMismatch(true);
      }}
    >
      <TypedName
        name={tenant.name}
        value={typed}
        error={mismatch ? 'That is not the name of this tenant.' : undefined}
        onChange={(text) => {
          setTyped(text);
          setMismatch(false);
        }}
      />
    </DialogForm>
  );
}
