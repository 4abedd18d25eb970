'use client';

import type { AppRouter } from '@gridsky/api/routers';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { inferRouterOutputs } from '@trpc/server';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { AddAuthenticator } from './add-authenticator.tsx';
import { OwnPasswordForm } from './own-password-form.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';

export type SecondFactorState = inferRouterOutputs<AppRouter>['secondFactor']['get'];

/** The second step of signing in: turn on, renew the recovery codes, turn off. */
export function SecondFactor({ initial }: { initial: SecondFactorState }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const factor = useQuery(trpc.secondFactor.get.queryOptions(undefined, { initialData: initial }));
  const [codes, setCodes] = useState<string[] | null>(null);
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: trpc.secondFactor.get.queryKey() }),
      cache.invalidateQueries({ queryKey: trpc.account.sessions.queryKey() }),
    ]);
  const show = (recoveryCodes: string[]) => {
    setCodes(recoveryCodes);
    void refresh();
  };
  const { on, since, recoveryCodesLeft } = factor.data;
  return (
    <div className="grid gap-3">
      {on ? (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <Badge tone="good">on</Badge>
            {since ? <span className="text-13 text-ink-muted">since {isoDay(since)} UTC</span> : null}
          </p>
          <p className="text-13 text-ink-muted">
            <span className="figures text-ink">{recoveryCodesLeft}</span> of 10 recovery codes are left.
            {recoveryCodesLeft < 3 ? ' Make new ones before you run out.' : ''}
          </p>
          <div className="flex flex-wrap gap-2">
            <RenewCodes onRenewed={show} />
            <Remove onRemoved={refresh} />
          </div>
        </>
      ) : (
        <>
          <p className="text-ink-muted">Off: the password alone signs in.</p>
          <div>
            <AddAuthenticator onAdded={show} />
          </div>
        </>
      )}
      <RecoveryCodesDialog codes={codes} onStored={() => setCodes(null)} />
    </div>
  );
}

function RenewCodes({ onRenewed }: { onRenewed: (recoveryCodes: string[]) => void }) {
  const trpc = useTRPC();
  const renew = useMutation(trpc.secondFactor.renewRecoveryCodes.mutationOptions());
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>New recovery codes</Button>}
      title="New recovery codes"
      description="Ten new codes are shown once. The old ones stop working."
    >
      <OwnPasswordForm
        submitLabel="Make new codes"
        onSubmit={async (currentPassword) => {
          const { recoveryCodes } = await renew.mutateAsync({ currentPassword });
          setOpen(false);
          onRenewed(recoveryCodes);
        }}
      />
    </Dialog>
  );
}

function Remove({ onRemoved }: { onRemoved: () => Promise<unknown> }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.secondFactor.remove.mutationOptions());
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Remove authenticator</Button>}
      title="Remove authenticator"
      description="The password alone signs in from then on, and your recovery codes stop working. Other browsers are signed out."
    >
      <OwnPasswordForm
        submitLabel="Remove"
        variant="danger"
        onSubmit={async (currentPassword) => {
          await remove.mutateAsync({ currentPassword });
          setOpen(false);
          toast('Authenticator removed', { description: 'The password alone signs in from now on.' });
          await onRemoved();
        }}
      />
    </Dialog>
  );
}
