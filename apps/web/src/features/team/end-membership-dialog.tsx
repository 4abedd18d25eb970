'use client';

import type { MemberView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Takes a member out of the tenant, or oneself, after saying what stays. */
export function EndMembershipDialog({ member, isMe, tenantName, onClose, onEnded }: EndMembershipDialogProps) {
  const trpc = useTRPC();
  const remove = useMutation(trpc.member.remove.mutationOptions());
  const leave = useMutation(trpc.member.leave.mutationOptions());
  const error = remove.error ?? leave.error;
  const refusal = error ? requestError(error) : null;
  const close = () => {
    remove.reset();
    leave.reset();
    onClose();
  };
  const confirm = async () => {
    if (!member) return;
    // A refusal is shown in the dialog.
    const ended = isMe ? leave.mutateAsync() : remove.mutateAsync({ userId: member.userId });
    await ended.then(onEnded, () => {});
  };
  const keys = member?.keys ?? 0;
  return (
    <ConfirmDialog
      open={member !== null}
      onOpenChange={(open) => (open ? undefined : close())}
      title={isMe ? `Leave ${tenantName}` : `Remove ${member?.email ?? ''}`}
      consequence={
        <>
          {isMe ? `You see nothing of ${tenantName} any more` : `They see nothing of ${tenantName} any more`}, from the
          next click on. {keys === 0 ? null : keysText(keys, isMe)}
        </>
      }
      confirmLabel={isMe ? 'Leave' : 'Remove'}
      refusal={refusal}
      busy={remove.isPending || leave.isPending}
      onConfirm={() => void confirm()}
    />
  );
}

function keysText(keys: number, isMe: boolean): string {
  const whose = isMe ? 'you' : 'they';
  return keys === 1
    ? `The key that ${whose} made goes on working: revoke it under Keys if it should not.`
    : `The ${keys} keys that ${whose} made go on working: revoke them under Keys if they should not.`;
}

interface EndMembershipDialogProps {
  /** null: closed. */
  member: MemberView | null;
  isMe: boolean;
  tenantName: string;
  onClose: () => void;
  onEnded: () => void;
}
