import type { Metadata } from 'next';
import Link from 'next/link';
import { NoTenant } from '../../../../features/overview/no-tenant.tsx';
import { RequestsViewer } from '../../../../features/requests/requests-viewer.tsx';
import { requireUser } from '../../../../features/session/signed-in-user.server.ts';
import { Button } from '../../../../ui/button.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Request log' };

export default async function RequestsPage() {
  const user = await requireUser('/usage/requests');
  if (user.memberships.length === 0) return <NoTenant email={user.email} />;
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
      <RequestsViewer renderedAt={new Date()} />
    </>
  );
}
