import type { Metadata } from 'next';
import { environment } from '../../../env.ts';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { PlaygroundView } from '../../../features/playground/playground-view.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Playground' };

export default async function PlaygroundPage() {
  const user = await requireUser('/playground');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  if (!membershipMay(membership, 'key:write')) {
    return (
      <>
        <PageHeader title="Playground" />
        {membership.suspended ? (
          <EmptyState title="This tenant is suspended">
            No text is embedded until the operator lets it work again.
          </EmptyState>
        ) : (
          <EmptyState title="A viewer may not run texts">
            Runs are metered. Ask an owner or admin for the role of member.
          </EmptyState>
        )}
      </>
    );
  }
  const models = await (await serverCaller()).model.usable();
  if (models.length === 0) {
    return (
      <>
        <PageHeader title="Playground" />
        <EmptyState title="Your plan includes no model that is served">
          Ask the operator of this platform to enable one.
        </EmptyState>
      </>
    );
  }
  return (
    <PlaygroundView
      apiUrl={environment().apiPublicUrl}
      models={models.map(({ id, dimensions, allowedDimensions }) => ({ id, dimensions, allowedDimensions }))}
    />
  );
}
