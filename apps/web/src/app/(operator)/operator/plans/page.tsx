import type { Metadata } from 'next';
import { PlansView } from '../../../../features/operator/plans-view.tsx';
import { serverCaller } from '../../../../features/session/api-context.server.ts';
import { requireOperator } from '../../../../features/session/operator.server.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';

export const metadata: Metadata = { title: 'Plans' };

export default async function PlansPage() {
  await requireOperator();
  const caller = await serverCaller();
  const [plans, models] = await Promise.all([caller.operator.plans(), caller.operator.models()]);
  return (
    <>
      <PageHeader
        title="Plans"
        description="What each plan costs and includes. A change holds for all its tenants within a second."
      />
      <PlansView initialPlans={plans} initialModels={models} />
    </>
  );
}
