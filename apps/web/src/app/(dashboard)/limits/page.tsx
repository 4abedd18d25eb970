import type { Metadata } from 'next';
import { BudgetsCard } from '../../../features/budgets/budgets-card.tsx';
import { WebhookCard } from '../../../features/budgets/webhook-card.tsx';
import { LimitsViewer } from '../../../features/limits/limits-viewer.tsx';
import { refusedQuery } from '../../../features/limits/refused-query.ts';
import { NoTenant } from '../../../features/overview/no-tenant.tsx';
import { serverCaller } from '../../../features/session/api-context.server.ts';
import { currentMembership } from '../../../features/session/current-membership.server.ts';
import { membershipMay } from '../../../features/session/membership-may.ts';
import { requireUser } from '../../../features/session/signed-in-user.server.ts';
import { Button } from '../../../ui/button.tsx';
import { Link } from '../../../ui/link.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Limits' };

export default async function LimitsPage() {
  const user = await requireUser('/limits');
  const membership = await currentMembership(user);
  if (!membership) return <NoTenant email={user.email} />;
  const caller = await serverCaller();
  // What can't be read here is asked again by the browser, which shows why.
  const [tenant, use, refused] = await Promise.all([
    caller.tenant.get(),
    caller.usage.limits().catch(() => undefined),
    caller.usage.requests(refusedQuery).catch(() => undefined),
  ]);
  const maySet = membershipMay(membership, 'budget:write');
  return (
    <>
      <PageHeader
        title="Limits"
        description={`What the last 60 seconds took of the limits of the ${tenant.plan.name} plan, and what a limit refused last.`}
        action={
          <Button asChild>
            <Link href="/settings">All limits of the plan</Link>
          </Button>
        }
      />
      <LimitsViewer limits={tenant.limits} initialUse={use} initialRefused={refused?.rows} renderedAt={new Date()} />
      <div className="grid items-start gap-4 pt-4 lg:grid-cols-2">
        <BudgetsCard maySet={maySet} wholeTenant={tenant.plan.id === 'enterprise'} />
        <WebhookCard maySet={maySet} />
      </div>
    </>
  );
}
