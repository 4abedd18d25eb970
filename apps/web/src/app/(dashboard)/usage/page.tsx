import type { Metadata } from 'next';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { UsageViewer } from '../../../features/usage/usage-viewer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Usage' };

export default async function UsagePage() {
  const user = await requireUser('/usage');
  if (user.memberships.length === 0) return <NoTenant email={user.email} />;
  const tenant = await (await serverCaller()).tenant.get();
  return (
    <>
      <PageHeader
        title="Usage"
        description={`Every request of ${tenant.name}, counted before it was answered.`}
        action={
          <>
            <Button asChild>
              <Link href="/usage/statements">Statements</Link>
            </Button>
            <Button asChild>
              <Link href="/usage/requests">Request log</Link>
            </Button>
          </>
        }
      />
      <UsageViewer metered={tenant.plan.metered} renderedAt={new Date()} />
    </>
  );
}
