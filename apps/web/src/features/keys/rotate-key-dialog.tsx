'use client';

import type { Grace } from '@gridsky/api/domain';
import type { KeyView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import type { CreatedKey } from './create-key-dialog.tsx';
import { graceOptions } from './key-options.ts';
import { RequestsOfLastHour } from './requests-of-last-hour.tsx';

/** Gives a key a new secret, after asking how long the old one may still work. `onRotated` gets the new one: its only showing. */
export function RotateKeyDialog({ row, onClose, onRotated }: RotateKeyDialogProps) {
  return (
    <Dialog
      open={row !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={row ? `Rotate ${row.name}` : ''}
      description="The key gets a new secret, shown once on the next screen. Its name, limits and usage stay."
    >
      {row ? <RotateForm row={row} onRotated={onRotated} /> : null}
    </Dialog>
  );
}

interface RotateKeyDialogProps {
  /** null: closed. */
  row: KeyView | null;
  onClose: () => void;
  onRotated: (created: CreatedKey) => void;
}

function RotateForm({ row, onRotated }: { row: KeyView; onRotated: (created: CreatedKey) => void }) {
  const trpc = useTRPC();
  const [grace, setGrace] = useState<Grace>('24h');
  // gcTime 0: the answer holds the secret and must not stay in the client's cache.
  const rotate = useMutation(trpc.key.rotate.mutationOptions({ gcTime: 0, onSuccess: onRotated }));
  const refusal = rotate.error ? requestError(rotate.error) : null;
  return (
    <DialogForm
      submitLabel="Rotate"
      busy={rotate.isPending}
      refusal={refusal}
      onSubmit={() => rotate.mutate({ keyId: row.id, grace })}
    >
      <Field label="The old secret ends">
        {(control) => <Select {...control} value={grace} onChange={setGrace} options={graceOptions} />}
      </Field>
      <p className="text-13 text-ink-muted">
        <RequestsOfLastHour rows={[row]} />{' '}
        {grace === 'now'
          ? 'Programs that hold the old secret get 401 within a second.'
          : 'Both secrets work until the old one ends, as one key under the same limits. You can end it sooner.'}
      </p>
      {row.previous ? (
        <p className="flex gap-2 rounded-md bg-warn-wash px-3 py-2 text-13 text-warn-ink">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          <span>
            <code>{row.previous.display}</code> from the rotation before still works. It ends when you rotate again.
          </span>
        </p>
      ) : null}
    </DialogForm>
  );
}
