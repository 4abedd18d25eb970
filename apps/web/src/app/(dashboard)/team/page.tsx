import type { Metadata } from 'next';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { RoleTable } from '../../../features/team/role-table.tsx';
import { TeamView } from '../../../features/team/team-view.tsx';

export const metadata: Metadata = { title: 'Team' };

export default async function TeamPage() {
  const user = await requireUser('/team');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  // What can't be read here is asked again by the browser, which shows why.
  const [team, tenant] = await Promise.all([
    caller.member.list().catch(() => undefined),
    caller.tenant.get().catch(() => undefined),
  ]);
  return (
    <>
      <TeamView
        initialTeam={team}
        initialNow={new Date()}
        plan={tenant && { name: tenant.plan.name, membersMax: tenant.limits.membersMax }}
        tenantName={membership.tenantName}
        // Of a suspended tenant nobody changes anything, as a viewer never does.
        me={{ userId: user.userId, role: membership.suspended ? 'viewer' : membership.role }}
        mayWrite={membershipMay(membership, 'member:write')}
      />
      <RoleTable mine={membership.role} />
    </>
  );
}
