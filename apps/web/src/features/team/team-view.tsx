'use client';

import type { InvitationView, MemberView } from '@gridsky/api/services';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAskedFor } from '../shell/use-asked-for.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { InvitationRows } from './invitation-rows.tsx';
import { type Me, MemberRow } from './member-row.tsx';

const InviteDialog = dynamic(() => import('./invite-dialog.tsx').then(({ InviteDialog }) => InviteDialog), {
  ssr: false,
});
const EndMembershipDialog = dynamic(
  () => import('./end-membership-dialog.tsx').then(({ EndMembershipDialog }) => EndMembershipDialog),
  { ssr: false },
);

/** Members and invitations. `initialTeam` undefined: the server could not read them, so the browser asks and shows why. */
export function TeamView({ initialTeam, initialNow, plan, tenantName, me, mayWrite }: TeamViewProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const cache = useQueryClient();
  const team = useQuery(
    trpc.member.list.queryOptions(undefined, { initialData: initialTeam, refetchInterval: 15_000 }),
  );
  const now = useNow(initialNow);
  const [inviting, setInviting] = useState(false);
  useAskedFor('invite', () => setInviting(mayWrite));
  const [ending, setEnding] = useState<MemberView | null>(null);
  // Kept once opened: a dialog that closes still has its way out to show.
  const [opened, setOpened] = useState(false);
  if ((inviting || ending) && !opened) setOpened(true);
  const refresh = () => void cache.invalidateQueries({ queryKey: trpc.member.list.queryKey() });
  const changeRole = useMutation(
    trpc.member.changeRole.mutationOptions({
      onSuccess: (_nothing, { userId }) => {
        // One's own rights are part of the frame, which comes from the server.
        if (userId === me.userId) router.refresh();
      },
      onError: (error) => toast.error(requestError(error).message),
      onSettled: refresh,
    }),
  );
  const open = team.data?.invitations.filter(({ expiresAt }) => expiresAt > now).length ?? 0;
  return (
    <>
      <PageHeader
        title="Team"
        description={`Who may see and change what in ${tenantName}.`}
        action={
          mayWrite ? (
            <Button variant="primary" onClick={() => setInviting(true)}>
              <UserPlus aria-hidden />
              Invite
            </Button>
          ) : null
        }
      />
      <div className="grid gap-4">
        {team.data && plan ? (
          <p className="text-13 text-ink-muted">
            <span className="text-ink tabular-nums">
              {team.data.members.length + open} of {plan.membersMax}
            </span>{' '}
            places of the {plan.name} plan taken{open > 0 ? `, ${open} of them by open invitations` : ''}
          </p>
        ) : null}
        <Card title="Members" flush>
          {team.error && !team.data ? (
            <ErrorState
              {...requestError(team.error)}
              action={<Button onClick={() => team.refetch()}>Try again</Button>}
            />
          ) : (
            <ul>
              {team.data ? null : (
                <li className="border-t px-4 py-4">
                  <Skeleton className="w-48" />
                </li>
              )}
              {team.data?.members.map((member) => (
                <MemberRow
                  key={member.userId}
                  member={member}
                  me={me}
                  now={now}
                  busy={changeRole.isPending && changeRole.variables.userId === member.userId}
                  onRole={(role) => changeRole.mutate({ userId: member.userId, role })}
                  onEnd={() => setEnding(member)}
                />
              ))}
            </ul>
          )}
        </Card>
        <InvitationRows invitations={team.data?.invitations ?? []} now={now} mayWrite={mayWrite} onChanged={refresh} />
      </div>
      {opened ? (
        <InviteDialog
          open={inviting}
          onOpenChange={setInviting}
          mine={me.role}
          onInvited={(email) => {
            setInviting(false);
            refresh();
            toast(`${email} is invited`, { description: 'The letter is on its way.' });
          }}
        />
      ) : null}
      {opened ? (
        <EndMembershipDialog
          member={ending}
          isMe={ending?.userId === me.userId}
          tenantName={tenantName}
          onClose={() => setEnding(null)}
          onEnded={() => {
            // The tenant is gone from this reader's list: every page has to be asked for anew.
            if (ending?.userId === me.userId) window.location.assign('/overview');
            else {
              setEnding(null);
              refresh();
            }
          }}
        />
      ) : null}
    </>
  );
}

interface TeamViewProps {
  initialTeam: { members: MemberView[]; invitations: InvitationView[] } | undefined;
  initialNow: Date;
  /** undefined: not known just now. */
  plan: { name: string; membersMax: number } | undefined;
  tenantName: string;
  me: Me;
  mayWrite: boolean;
}
