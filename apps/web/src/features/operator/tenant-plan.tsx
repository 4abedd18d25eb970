'use client';

import { effectiveLimits, LIMIT_NAMES, type Limits } from '@gridsky/api/domain';
import type { OperatorTenant } from '@gridsky/api/services';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Select } from '../../ui/select.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { limitChanges, limitLabels } from './limit-fields.ts';

/** The tenant's plan, and its change after seeing what that changes. */
export function TenantPlan({ tenant, now, onChanged }: { tenant: OperatorTenant; now: Date; onChanged: () => void }) {
  const trpc = useTRPC();
  const plans = useQuery(trpc.operator.plans.queryOptions()).data ?? [];
  const [wanted, setWanted] = useState<string | null>(null);
  const change = useMutation(
    trpc.operator.setPlan.mutationOptions({
      onSuccess: () => {
        onChanged();
        setWanted(null);
        toast('Plan changed', { description: 'The limits hold within a second.' });
      },
    }),
  );
  const refusal = change.error ? requestError(change.error) : null;
  const next = plans.find(({ id }) => id === wanted);
  const close = () => {
    setWanted(null);
    change.reset();
  };
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
      <ConfirmDialog
        open={next !== undefined}
        onOpenChange={(open) => (open ? undefined : close())}
        title={next ? `Move ${tenant.name} to ${next.name}` : ''}
        consequence="Every process follows within a second. Credit and the end of a trial stay as they are."
        confirmLabel={next ? `Move to ${next.name}` : ''}
        busy={change.isPending}
        onConfirm={() => next && change.mutate({ tenantId: tenant.id, planId: next.id })}
      >
        {next ? <Differences tenant={tenant} limits={limitsOf(next)} models={next.models} /> : null}
        <FormError message={refusal?.message} requestId={refusal?.requestId} />
      </ConfirmDialog>
    </Card>
  );
}

function Differences({ tenant, limits, models }: { tenant: OperatorTenant; limits: Limits; models: string[] }) {
  const { plan, overrides } = tenant;
  const changes = limitChanges(effectiveLimits(plan.limits, overrides), effectiveLimits(limits, overrides));
  const lost = plan.models.filter((id) => !models.includes(id) && !overrides.models.includes(id));
  const gained = models.filter((id) => !plan.models.includes(id));
  if (changes.length + lost.length + gained.length === 0) {
    return <p className="text-ink-muted">Limits and models stay the same for this tenant.</p>;
  }
  return (
    <dl className="grid gap-1 rounded-md bg-sunken p-3 text-13">
      {changes.map(({ name, before, after }) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-4">
          <dt className="text-ink-muted">{limitLabels[name]}</dt>
          <dd className="figures">
            {before.toLocaleString('en-US')} → {after.toLocaleString('en-US')}
          </dd>
        </div>
      ))}
      {lost.length > 0 ? <Models name="No longer included" ids={lost} /> : null}
      {gained.length > 0 ? <Models name="Newly included" ids={gained} /> : null}
    </dl>
  );
}

function Models({ name, ids }: { name: string; ids: string[] }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="figures">{ids.join(', ')}</dd>
    </div>
  );
}

function limitsOf(plan: Limits): Limits {
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, plan[name]])) as Limits;
}
