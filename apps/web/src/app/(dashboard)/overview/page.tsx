import type { Metadata } from 'next';
import { TenantSummary } from '../../../features/overview/tenant-summary.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const user = await requireUser('/overview');
  if (user.memberships.length === 0) {
    return <EmptyState title="You belong to no tenant">Ask an owner of your team to invite {user.email}.</EmptyState>;
  }
  const caller = await serverCaller();
  const [tenant, keys] = await Promise.all([caller.tenant.get(), caller.key.list()]);
  return (
    <>
      <PageHeader title="Overview" description={`What ${tenant.name} has and what it may use.`} />
      <TenantSummary tenant={tenant} activeKeys={keys.filter((key) => key.state === 'active').length} />
    </>
  );
}
