import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { TenantView } from '../../../../../features/operator/tenant-view.tsx';
import { serverCaller } from '../../../../../features/session/api-context.server.ts';
import { requireOperator } from '../../../../../features/session/operator.server.ts';

export const metadata: Metadata = { title: 'Tenant' };

export default async function TenantPage({ params }: { params: Promise<{ tenantId: string }> }) {
  await requireOperator();
  const { tenantId } = await params;
  const caller = await serverCaller();
  const tenant = await caller.operator.tenant({ tenantId }).catch((error: { code?: string }) => {
    // An id that is none, or of a tenant that is gone, is an address where no page is.
    if (error.code === 'NOT_FOUND' || error.code === 'BAD_REQUEST') notFound();
    throw error;
  });
  return <TenantView initial={tenant} renderedAt={new Date()} />;
}
