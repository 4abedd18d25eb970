'use client';

import type { IdentityView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Asks before a service signs this account in no longer. `identity` null: closed. */
export function DisconnectDialog({ identity, onClose, onGone }: DisconnectDialogProps) {
  const trpc = useTRPC();
  const name = identity?.name ?? '';
  const disconnect = useMutation(
    trpc.account.disconnectIdentity.mutationOptions({
      onSuccess: () => {
        onClose();
        onGone();
        toast(`${name} is disconnected`, { description: 'It signs you in no longer.' });
      },
    }),
  );
  const refusal = disconnect.error ? requestError(disconnect.error) : undefined;
  const close = () => {
    onClose();
    disconnect.reset();
  };
  return (
    <ConfirmDialog
      open={identity !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={`Disconnect ${name}`}
      consequence={`Your ${name} account opens this one no longer. Sessions that it began stay until they end.`}
      confirmLabel="Disconnect"
      refusal={refusal}
      busy={disconnect.isPending}
      onConfirm={() => identity && disconnect.mutate({ provider: identity.provider })}
    />
  );
}

interface DisconnectDialogProps {
  identity: IdentityView | null;
  onClose: () => void;
  onGone: () => void;
}
