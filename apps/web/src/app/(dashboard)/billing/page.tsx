import { roleMay } from '@gridsky/api/domain';
import type { Metadata } from 'next';
import { BillingBoard } from '../../../features/billing/billing-board.tsx';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { PlanLimits } from '../../../features/settings/plan-limits.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Billing' };

export default async function BillingPage({ searchParams }: { searchParams: Promise<{ checkout?: string }> }) {
  const user = await requireUser('/billing');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  const tenant = await caller.tenant.get();
  if (!roleMay(membership.role, 'billing:read')) {
    return (
      <>
        <PageHeader
          title="Billing"
          description="Owners and admins of the tenant see what is paid and change the plan. This is what it has."
        />
        <PlanLimits tenant={tenant} />
      </>
    );
  }
  const billing = await caller.billing.get();
  const returned = (await searchParams).checkout === 'done';
  return <BillingBoard initial={billing} tenant={tenant} renderedAt={new Date()} returned={returned} />;
}
