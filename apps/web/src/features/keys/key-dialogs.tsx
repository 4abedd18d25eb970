'use client';

import type { KeyView } from '@gridsky/api/services';
import { useState } from 'react';
import { toast } from '../../ui/toaster.tsx';
import { type CreatedKey, CreateKeyDialog } from './create-key-dialog.tsx';
import { EditKeyDialog } from './edit-key-dialog.tsx';
import { EndGraceDialog } from './end-grace-dialog.tsx';
import type { KeyPlan } from './key-restrictions.tsx';
import { RevokeKeysDialog } from './revoke-keys-dialog.tsx';
import { RotateKeyDialog } from './rotate-key-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

/** Which dialog is open, and for which keys. */
export type OpenDialog =
  | { kind: 'create' }
  | { kind: 'edit' | 'rotate' | 'endGrace'; row: KeyView }
  | { kind: 'revoke'; rows: KeyView[] };

/** Everything about keys that asks first. A new secret is shown after its dialog, whatever the page does meanwhile. */
export function KeyDialogs({ open, onClose, plan, maySetBudget, apiUrl, now, onAdded, onChanged }: KeyDialogsProps) {
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const rowOf = (kind: OpenDialog['kind']) => (open && 'row' in open && open.kind === kind ? open.row : null);
  return (
    <>
      <CreateKeyDialog
        open={open?.kind === 'create'}
        onOpenChange={(shown) => (shown ? undefined : onClose())}
        plan={plan}
        onCreated={(made) => {
          onAdded(made.key);
          onClose();
          setCreated(made);
        }}
      />
      <EditKeyDialog
        row={rowOf('edit')}
        plan={plan}
        maySetBudget={maySetBudget}
        onClose={onClose}
        onChanged={(key) => {
          onChanged([key]);
          onClose();
        }}
      />
      <RotateKeyDialog
        row={rowOf('rotate')}
        onClose={onClose}
        onRotated={(made) => {
          onChanged([made.key]);
          onClose();
          setCreated(made);
        }}
      />
      <EndGraceDialog
        row={rowOf('endGrace')}
        now={now}
        onClose={onClose}
        onEnded={(key) => {
          onChanged([key]);
          onClose();
          toast(`The old secret of ${key.name} has ended`, { description: 'The API refuses it from now on.' });
        }}
      />
      <RevokeKeysDialog
        rows={open?.kind === 'revoke' ? open.rows : []}
        onClose={onClose}
        onRevoked={(keys) => {
          onChanged(keys);
          const [first] = keys;
          toast(keys.length === 1 && first ? `${first.name} is revoked` : `${keys.length} keys are revoked`, {
            description: `The API refuses ${keys.length === 1 ? 'it' : 'them'} from now on.`,
          });
        }}
      />
      <SecretDialog created={created} apiUrl={apiUrl} onStored={() => setCreated(null)} />
    </>
  );
}

interface KeyDialogsProps {
  /** null: none. */
  open: OpenDialog | null;
  onClose: () => void;
  plan: KeyPlan | undefined;
  maySetBudget: boolean;
  /** Origin of the API. */
  apiUrl: string;
  now: Date;
  onAdded: (key: KeyView) => void;
  onChanged: (keys: KeyView[]) => void;
}
