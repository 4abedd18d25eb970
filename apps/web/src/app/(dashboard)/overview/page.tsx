import type { Metadata } from 'next';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { OverviewBoard } from '../../../features/overview/overview-board.tsx';
import { recentQuery } from '../../../features/overview/overview-data.ts';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { usageRange } from '../../../features/usage/usage-range.ts';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const user = await requireUser('/overview');
  if (user.memberships.length === 0) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  const now = new Date();
  const { start, end } = usageRange({ range: '7d', period: null }, now);
  const [tenant, keys, week, recent, steps, latency, { tenant: use }] = await Promise.all([
    caller.tenant.get(),
    caller.key.list(),
    caller.usage.read({ start, end, period: 'day', groupBy: 'model' }),
    caller.usage.requests(recentQuery),
    caller.usage.firstSteps(),
    caller.usage.latency(),
    caller.usage.limits(),
  ]);
  return (
    <>
      <PageHeader title="Overview" description={`What ${tenant.name} uses, what it has and what to do next.`} />
      <OverviewBoard initial={{ tenant, keys, week, recent: recent.rows, steps, latency, use }} renderedAt={now} />
    </>
  );
}
