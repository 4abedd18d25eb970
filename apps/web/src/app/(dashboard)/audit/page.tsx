import { roleMay } from '@gridsky/api/domain';
import type { Metadata } from 'next';
import { AuditViewer } from '../../../features/audit/audit-viewer.tsx';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Link } from '../../../ui/link.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage() {
  const user = await requireUser('/audit');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  return (
    <>
      <PageHeader title="Audit" description={`Every change in ${membership.tenantName}, with what was there before.`} />
      {roleMay(membership.role, 'audit:read') ? (
        <AuditViewer scope="tenant" renderedAt={new Date()} />
      ) : (
        <Card>
          <EmptyState
            title={`Your role (${membership.role}) may not read the audit log`}
            action={
              <Button asChild>
                <Link href="/team">See who may</Link>
              </Button>
            }
          >
            Owners and admins may. Ask one of them for the role, or to look something up.
          </EmptyState>
        </Card>
      )}
    </>
  );
}
