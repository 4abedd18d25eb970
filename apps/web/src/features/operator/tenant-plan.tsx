'use client';

import type { OperatorTenant } from '@gridsky/api/services';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { useOnce } from '../../ui/use-once.ts';
import { useTRPC } from '../trpc/client.tsx';

const MovePlanDialog = dynamic(() => import('./move-plan-dialog.tsx').then(({ MovePlanDialog }) => MovePlanDialog), {
  ssr: false,
});

/** The tenant's plan, and its change after seeing what that changes. */
export function TenantPlan({ tenant, now, onChanged }: { tenant: OperatorTenant; now: Date; onChanged: () => void }) {
  const trpc = useTRPC();
  const plans = useQuery(trpc.operator.plans.queryOptions()).data ?? [];
  const [wanted, setWanted] = useState<string | null>(null);
  const next = plans.find(({ id }) => id === wanted);
  const opened = useOnce(next !== undefined);
  return (
    <Card
      title="Plan"
      description={
        <>
          {tenant.plan.metered && tenant.trialEndsAt
            ? `Its trial ${tenant.trialEndsAt > now ? 'ends' : 'ended'} ${isoDay(tenant.trialEndsAt)}. `
            : ''}
          What a plan includes is set under{' '}
          <Link href="/operator/plans" className="text-accent-ink underline underline-offset-2">
            Plans
          </Link>
          .
        </>
      }
    >
      <Field label="On plan">
        {(control) => (
          <Select
            {...control}
            className="sm:max-w-64"
            value={tenant.plan.id}
            onChange={(id) => (id === tenant.plan.id ? undefined : setWanted(id))}
            options={(plans.length > 0 ? plans : [tenant.plan]).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Field>
      {opened ? (
        <MovePlanDialog tenant={tenant} next={next} onClose={() => setWanted(null)} onChanged={onChanged} />
      ) : null}
    </Card>
  );
}
