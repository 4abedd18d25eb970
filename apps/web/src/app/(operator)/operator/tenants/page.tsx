import type { Metadata } from 'next';
import { TenantsViewer } from '../../../../features/operator/tenants-viewer.tsx';
import { requireOperator } from '../../../../features/session/operator.server.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Tenants' };

export default async function TenantsPage() {
  await requireOperator();
  return (
    <>
      <PageHeader
        title="Tenants"
        description="Every customer of this platform: what they may use, what they used, and the way to change it."
      />
      <TenantsViewer />
    </>
  );
}
