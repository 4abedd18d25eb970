'use client';

import { LIMIT_NAMES, nano } from '@gridsky/api/domain';
import type { ModelWithHealth } from '@gridsky/api/services';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { dollars, shortCount } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { limitLabels } from './limit-fields.ts';
import type { PlanRow } from './plan-row.ts';
import { tenantsPath } from './tenant-filters.ts';

const EditPlanDialog = dynamic(() => import('./edit-plan-dialog.tsx').then(({ EditPlanDialog }) => EditPlanDialog), {
  ssr: false,
});

/** The plan table, a plan a column, each with its edit dialog. */
export function PlansView({ initialPlans, initialModels }: PlansViewProps) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const plans = useQuery(trpc.operator.plans.queryOptions(undefined, { initialData: initialPlans })).data;
  const models = useQuery(trpc.operator.models.queryOptions(undefined, { initialData: initialModels })).data;
  const [editing, setEditing] = useState<PlanRow | null>(null);
  const opened = useOnce(editing !== null);
  return (
    <>
      <Card flush title="Plan table" description="The pricing page, sign-up and every limit read it from here.">
        <div className="relative overflow-x-auto border-t">
          <table className="w-full border-collapse text-14">
            <caption className="sr-only">Plans and their terms</caption>
            <thead>
              <tr className="border-b">
                <td className="sticky left-0 bg-surface px-4" />
                {plans.map((plan) => (
                  <th key={plan.id} scope="col" className="min-w-32 px-4 py-2.5 text-right font-semibold">
                    <span className="flex items-center justify-end gap-2">
                      {plan.name}
                      <Button
                        size="sm"
                        variant="ghost"
                        aria-label={`Edit ${plan.name}`}
                        onClick={() => setEditing(plan)}
                      >
                        <Pencil aria-hidden />
                      </Button>
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, value }) => (
                <tr key={name} className="h-10 border-b last:border-0">
                  <th
                    scope="row"
                    className="sticky left-0 bg-surface px-4 py-1.5 text-left font-normal text-ink-muted max-sm:max-w-36"
                  >
                    {name}
                  </th>
                  {plans.map((plan) => (
                    <td key={plan.id} className="figures px-4 py-1.5 text-right text-13">
                      {value(plan)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
      {opened ? (
        <EditPlanDialog
          plan={editing}
          models={models}
          onClose={() => setEditing(null)}
          onChanged={() => void cache.invalidateQueries({ queryKey: trpc.operator.pathKey() })}
        />
      ) : null}
    </>
  );
}

interface PlansViewProps {
  initialPlans: PlanRow[];
  initialModels: ModelWithHealth[];
}

const rows: { name: string; value: (plan: PlanRow) => ReactNode }[] = [
  {
    name: 'Tenants',
    value: ({ id, tenants }) => (
      <Link
        href={tenantsPath({ search: '', planId: id, state: null })}
        className="text-accent-ink underline-offset-2 hover:underline"
      >
        {tenants.toLocaleString('en-US')}
      </Link>
    ),
  },
  {
    name: 'Price a month',
    value: ({ priceMonthlyNano }) => (priceMonthlyNano === null ? 'contract' : dollars(nano(priceMonthlyNano))),
  },
  { name: 'Embeddings', value: ({ metered }) => (metered ? 'from credit' : 'flat') },
  { name: 'Credit at the start', value: ({ creditNano }) => (creditNano === 0n ? '–' : dollars(nano(creditNano))) },
  { name: 'Trial', value: ({ trialDays }) => (trialDays === null ? '–' : `${trialDays} days`) },
  {
    name: 'Models',
    value: ({ models }) =>
      models.map((id) => (
        <span key={id} className="block whitespace-nowrap">
          {id.replace('plugsky-embed-', '')}
        </span>
      )),
  },
  ...LIMIT_NAMES.map((name) => ({ name: limitLabels[name], value: (plan: PlanRow) => shortCount(plan[name]) })),
];
