'use client';

import type { InvitationView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { Clock3 } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { timeAgo } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';

/** Who is invited and has not answered; each letter can be sent again or taken back. */
export function InvitationRows({ invitations, now, mayWrite, onChanged }: InvitationRowsProps) {
  const trpc = useTRPC();
  const onError = (error: unknown) => toast.error(requestError(error).message);
  const resend = useMutation(trpc.invitation.resend.mutationOptions({ onError, onSettled: onChanged }));
  const revoke = useMutation(trpc.invitation.revoke.mutationOptions({ onError, onSettled: onChanged }));
  if (invitations.length === 0) return null;
  return (
    <Card title="Invited" description="They have a letter and have not answered." flush>
      <ul>
        {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t px-4 py-2.5">
            <div className="grid min-w-0 flex-[1_1_14rem]">
              <p className="truncate" title={email}>
                {email}
              </p>
              <p className="text-13 text-ink-muted">
                as {role}
                {invitedBy ? <span className="wrap-anywhere">, by {invitedBy}</span> : null}
              </p>
            </div>
            {expiresAt <= now ? (
              <Badge tone="warn">
                <Clock3 aria-hidden />
                Expired
              </Badge>
            ) : (
              <span className="text-13 text-ink-muted">ends {timeAgo(expiresAt, now)}</span>
            )}
            {mayWrite ? (
              <span className="flex gap-2">
                <Button
                  size="sm"
                  busy={resend.isPending && resend.variables.invitationId === id}
                  aria-label={`Send the invitation of ${email} again`}
                  onClick={() =>
                    resend.mutate(
                      { invitationId: id },
                      { onSuccess: () => toast('Sent again', { description: `${email} has 7 days from now.` }) },
                    )
                  }
                >
                  Send again
                </Button>
                <Button
                  size="sm"
                  busy={revoke.isPending && revoke.variables.invitationId === id}
                  aria-label={`Revoke the invitation of ${email}`}
                  onClick={() => revoke.mutate({ invitationId: id })}
                >
                  Revoke
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface InvitationRowsProps {
  invitations: readonly InvitationView[];
  now: Date;
  mayWrite: boolean;
  onChanged: () => void;
}
