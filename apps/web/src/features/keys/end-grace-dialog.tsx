'use client';

import type { KeyView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { timeAgo } from '../../ui/time-ago.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Ends the old secret of a rotated key before its time. */
export function EndGraceDialog({ row, now, onClose, onEnded }: EndGraceDialogProps) {
  const trpc = useTRPC();
  const end = useMutation(trpc.key.endGrace.mutationOptions({ onSuccess: onEnded }));
  const refusal = end.error ? requestError(end.error) : null;
  const close = () => {
    end.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={row !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={row ? `End the old secret of ${row.name}` : ''}
      consequence={
        row?.previous ? (
          <>
            <code>{row.previous.display}</code> would end {timeAgo(row.previous.endsAt, now)}. Programs that still hold
            it get 401 within a second; the new secret goes on working.
          </>
        ) : (
          'The old secret has ended already.'
        )
      }
      confirmLabel="End now"
      refusal={refusal}
      busy={end.isPending}
      onConfirm={() => (row ? end.mutate({ keyId: row.id }) : undefined)}
    />
  );
}

interface EndGraceDialogProps {
  /** null: closed. */
  row: KeyView | null;
  now: Date;
  onClose: () => void;
  onEnded: (key: KeyView) => void;
}
