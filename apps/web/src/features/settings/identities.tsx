'use client';

import type { IdentityView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** The services that sign this account in, each with the way to disconnect it; the last way in has none. */
export function Identities({ identities, hasPassword }: { identities: IdentityView[]; hasPassword: boolean }) {
  const router = useRouter();
  const last = !hasPassword && identities.length === 1;
  return (
    <ul className="grid">
      {identities.map((identity) => (
        <li
          key={identity.provider}
          className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b py-2 last:border-0"
        >
          <span className="grid grow">
            <span className="font-medium">{identity.name}</span>
            <span className="text-13 text-ink-muted">
              Since {isoDay(identity.connectedAt)}
              {last ? '. Your only way in: set a password to disconnect it.' : ''}
            </span>
          </span>
          {last ? null : <Disconnect identity={identity} onGone={() => router.refresh()} />}
        </li>
      ))}
    </ul>
  );
}

function Disconnect({ identity, onGone }: { identity: IdentityView; onGone: () => void }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const disconnect = useMutation(
    trpc.account.disconnectIdentity.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        onGone();
        toast(`${identity.name} is disconnected`, { description: 'It signs you in no longer.' });
      },
    }),
  );
  const refusal = disconnect.error ? requestError(disconnect.error) : undefined;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" aria-label={`Disconnect ${identity.name}`}>
          Disconnect
        </Button>
      }
      title={`Disconnect ${identity.name}`}
      consequence={`Your ${identity.name} account opens this one no longer. Sessions that it began stay until they end.`}
      confirmLabel="Disconnect"
      busy={disconnect.isPending}
      onConfirm={() => disconnect.mutate({ provider: identity.provider })}
    >
      <FormError message={refusal?.message} requestId={refusal?.requestId} docs={refusal?.docs} />
    </ConfirmDialog>
  );
}
