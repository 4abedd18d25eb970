import type { Metadata } from 'next';
import { AuditViewer } from '../../../../features/audit/audit-viewer.tsx';
import { requireOperator } from '../../../../features/session/operator.server.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Platform audit' };

export default async function PlatformAuditPage() {
  await requireOperator();
  return (
    <>
      <PageHeader
        title="Platform audit"
        description="Every change of every tenant, of accounts and of the platform itself."
      />
      <AuditViewer scope="platform" renderedAt={new Date()} />
    </>
  );
}
