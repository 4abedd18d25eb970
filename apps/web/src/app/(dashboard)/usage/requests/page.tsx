import type { Metadata } from 'next';
import { NoTenant } from '../../../../features/overview/no-tenant.tsx';
import { readRequestFilters } from '../../../../features/requests/request-filters.ts';
import { requestsQuery } from '../../../../features/requests/requests-query.ts';
import { RequestsViewer } from '../../../../features/requests/requests-viewer.tsx';
import { serverCaller } from '../../../../features/session/api-context.server.ts';
import { requireUser } from '../../../../features/session/signed-in-user.server.ts';
import { Button } from '../../../../ui/button.tsx';
import { Link } from '../../../../ui/link.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Request log' };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RequestsPage({ searchParams }: Props) {
  const user = await requireUser('/usage/requests');
  if (user.memberships.length === 0) return <NoTenant email={user.email} />;
  const asked = await searchParams;
  const filters = readRequestFilters({ get: (name) => [asked[name] ?? null].flat()[0] ?? null });
  const caller = await serverCaller();
  // What can't be read here is asked again by the browser, which shows why.
  const [page, keys] = await Promise.all([
    caller.usage.requests({ ...requestsQuery(filters), limit: 50 }),
    caller.key.list(),
  ]).catch(() => []);
  return (
    <>
      <PageHeader
        title="Request log"
        description="Every request that named a key of this tenant: how it ended, what it took and why it was refused."
        action={
          <Button asChild>
            <Link href="/usage">Totals</Link>
          </Button>
        }
      />
      <RequestsViewer initial={page && keys && { page, keys }} renderedAt={new Date()} />
    </>
  );
}
