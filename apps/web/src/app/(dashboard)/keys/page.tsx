import type { Metadata } from 'next';
import { environment } from '../../../env.ts';
import { KeysView } from '../../../features/keys/keys-view.tsx';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';

export const metadata: Metadata = { title: 'Keys' };

export default async function KeysPage() {
  const user = await requireUser('/keys');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  // What can't be read here is asked again by the browser, which shows why.
  const [keys, tenant] = await Promise.all([
    caller.key.list().catch(() => undefined),
    caller.tenant.get().catch(() => undefined),
  ]);
  return (
    <KeysView
      initialKeys={keys}
      initialNow={new Date()}
      plan={tenant && { name: tenant.plan.name, ...tenant.limits }}
      role={membership.suspended ? null : membership.role}
      mayWrite={membershipMay(membership, 'key:write')}
      maySetBudget={membershipMay(membership, 'budget:write')}
      apiUrl={environment().apiPublicUrl}
    />
  );
}
