'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { AddAuthenticator } from './add-authenticator.tsx';
import { OwnPasswordForm } from './own-password-form.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';

/** What is asked of the second step: to turn it on, to make its recovery codes anew, to turn it off. */
export type SecondFactorAsk = 'add' | 'renew' | 'remove';

/** All that the second step asks first; new recovery codes are shown after it. */
export function SecondFactorDialogs({ asked, onClose, onChanged }: SecondFactorDialogsProps) {
  const [codes, setCodes] = useState<string[] | null>(null);
  const show = (recoveryCodes: string[]) => {
    onClose();
    setCodes(recoveryCodes);
    void onChanged();
  };
  return (
    <>
      <AddAuthenticator open={asked === 'add'} onClose={onClose} onAdded={show} />
      <RenewCodes open={asked === 'renew'} onClose={onClose} onRenewed={show} />
      <Remove open={asked === 'remove'} onClose={onClose} onRemoved={onChanged} />
      <RecoveryCodesDialog codes={codes} onStored={() => setCodes(null)} />
    </>
  );
}

interface SecondFactorDialogsProps {
  /** null: none is open, but for codes that wait to be stored. */
  asked: SecondFactorAsk | null;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}

interface OpenProps {
  open: boolean;
  onClose: () => void;
}

function RenewCodes({ open, onClose, onRenewed }: OpenProps & { onRenewed: (recoveryCodes: string[]) => void }) {
  const trpc = useTRPC();
  const renew = useMutation(trpc.secondFactor.renewRecoveryCodes.mutationOptions());
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title="New recovery codes"
      description="Ten new codes are shown once. The old ones stop working."
    >
      <OwnPasswordForm
        submitLabel="Make new codes"
        onSubmit={async (currentPassword) => onRenewed((await renew.mutateAsync({ currentPassword })).recoveryCodes)}
      />
    </Dialog>
  );
}

function Remove({ open, onClose, onRemoved }: OpenProps & { onRemoved: () => Promise<unknown> }) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.secondFactor.remove.mutationOptions());
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => (shown ? undefined : onClose())}
      title="Remove authenticator"
      description="The password alone signs in from then on, and your recovery codes stop working. Other browsers are signed out."
    >
      <OwnPasswordForm
        submitLabel="Remove"
        variant="danger"
        onSubmit={async (currentPassword) => {
          await remove.mutateAsync({ currentPassword });
          onClose();
          toast('Authenticator removed', { description: 'The password alone signs in from now on.' });
          await onRemoved();
        }}
      />
    </Dialog>
  );
}
