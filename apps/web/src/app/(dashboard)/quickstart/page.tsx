import type { Metadata } from 'next';
import { environment } from '../../../env.ts';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { QuickstartView } from '../../../features/quickstart/quickstart-view.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';

export const metadata: Metadata = { title: 'Quickstart' };

export default async function QuickstartPage() {
  const user = await requireUser('/quickstart');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  const [tenant, models, usable, keys] = await Promise.all([
    caller.tenant.get(),
    caller.model.list(),
    caller.model.usable(),
    caller.key.list().catch(() => undefined),
  ]);
  return (
    <QuickstartView
      apiUrl={environment().apiPublicUrl}
      models={[
        ...models.map(({ id, dimensions, included }) => ({ id, dimensions, included })),
        ...usable
          .filter(({ kind }) => kind === 'own')
          .map(({ id, dimensions }) => ({ id, dimensions, included: true })),
      ]}
      planName={tenant.plan.name}
      initialKeys={keys}
      mayCreateKey={membershipMay(membership, 'key:write')}
    />
  );
}
