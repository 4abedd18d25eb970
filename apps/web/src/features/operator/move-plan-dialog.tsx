'use client';

import { effectiveLimits, LIMIT_NAMES, type Limits } from '@gridsky/api/domain';
import type { OperatorTenant } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toast } from '../../ui/toaster.tsx';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { limitChanges, limitLabels } from './limit-fields.ts';
import type { PlanRow } from './plan-row.ts';

/** Asks before a tenant is moved to another plan, and shows what that changes. `next` undefined: closed. */
export function MovePlanDialog({ tenant, next, onClose, onChanged }: MovePlanDialogProps) {
  const trpc = useTRPC();
  const change = useMutation(
    trpc.operator.setPlan.mutationOptions({
      onSuccess: () => {
        onChanged();
        onClose();
        toast('Plan changed', { description: 'The limits hold within a second.' });
      },
    }),
  );
  const refusal = change.error ? requestError(change.error) : null;
  const close = () => {
    onClose();
    change.reset();
  };
  return (
    <ConfirmDialog
      open={next !== undefined}
      onOpenChange={(open) => (open ? undefined : close())}
      title={next ? `Move ${tenant.name} to ${next.name}` : ''}
      consequence="Every process follows within a second. Credit and the end of a trial stay as they are."
      confirmLabel={next ? `Move to ${next.name}` : ''}
      refusal={refusal}
      busy={change.isPending}
      onConfirm={() => next && change.mutate({ tenantId: tenant.id, planId: next.id })}
    >
      {next ? <Differences tenant={tenant} limits={limitsOf(next)} models={next.models} /> : null}
    </ConfirmDialog>
  );
}

interface MovePlanDialogProps {
  tenant: OperatorTenant;
  next: PlanRow | undefined;
  onClose: () => void;
  onChanged: () => void;
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
