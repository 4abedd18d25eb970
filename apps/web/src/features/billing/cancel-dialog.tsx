'use client';

import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Asks before the subscription is told to end, and says when and what then. */
export function CancelDialog({ open, periodEnd, onClose, onCancelled }: CancelDialogProps) {
  const trpc = useTRPC();
  const cancel = useMutation(trpc.billing.cancel.mutationOptions());
  const close = () => {
    cancel.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => (next ? undefined : close())}
      title="Cancel the subscription"
      consequence={`The plan stays until ${isoDay(periodEnd)}, for it is paid. From then on requests are refused; keys, members and usage stay. Until that day you can take it back.`}
      confirmLabel="Cancel at the period’s end"
      dismissLabel="Not now"
      refusal={cancel.error ? requestError(cancel.error) : null}
      busy={cancel.isPending}
      onConfirm={() =>
        cancel.mutate(undefined, {
          onSuccess: () => {
            close();
            void onCancelled();
          },
        })
      }
    />
  );
}

interface CancelDialogProps {
  open: boolean;
  periodEnd: Date;
  onClose: () => void;
  onCancelled: () => Promise<void>;
}
