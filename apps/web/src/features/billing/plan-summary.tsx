'use client';

import type { BillingView, TenantView } from '@gridsky/api/services';
import { useMutation } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { FormError } from '../../ui/form-error.tsx';
import { Status } from '../../ui/status.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { dollars } from '../pricing/plan-terms.ts';
import { useTRPC } from '../trpc/client.tsx';
import { requestError } from '../trpc/request-error.ts';
import { liveSubscription, subscriptionState } from './billing-text.ts';
import { TrialSummary } from './trial-summary.tsx';
import { useStripePage } from './use-billing.ts';

const CancelDialog = dynamic(() => import('./cancel-dialog.tsx').then(({ CancelDialog }) => CancelDialog), {
  ssr: false,
});

/** The plan, its price, how it stands and what happens next. */
export function PlanSummary({ billing, tenant, now, onChanged }: PlanSummaryProps) {
  const { plan } = tenant;
  const live = liveSubscription(billing);
  const price = live?.priceMonthlyNano ?? plan.priceMonthlyNano;
  return (
    <Card>
      <div className="grid gap-4">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="grid gap-1">
            <h2 className="text-13 text-ink-muted">Your plan</h2>
            <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className="text-20 font-semibold">{plan.name}</span>
              {plan.metered ? null : (
                <span className="text-ink-muted">
                  {price === null ? 'by contract' : <span className="figures text-ink">{dollars(price)}</span>}
                  {price === null ? '' : ' a month, flat'}
                </span>
              )}
            </p>
          </div>
          {live ? <SubscriptionActions billing={billing} tenant={tenant} onChanged={onChanged} /> : null}
        </div>
        {plan.metered ? <TrialSummary billing={billing} tenant={tenant} now={now} /> : null}
        <Standing billing={billing} now={now} />
      </div>
    </Card>
  );
}

function Standing({ billing, now }: { billing: BillingView; now: Date }) {
  const { subscription, plans, takesPayments, planSetByOperator } = billing;
  if (!takesPayments) {
    return (
      <p className="text-ink-muted">
        This installation takes no payments: its operator sets plans. Ask the operator for another one.
      </p>
    );
  }
  if (!subscription && planSetByOperator) {
    return <p className="text-ink-muted">The operator sets your plan. Ask the operator for another one.</p>;
  }
  if (!subscription) return null;
  const { tone, label, next } = subscriptionState(subscription, plans, now);
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <Status tone={tone}>{label}</Status>
      <p className="text-ink-muted">
        {next}
        {planSetByOperator ? ' The operator has set your plan; the subscription doesn’t decide it.' : null}
      </p>
    </div>
  );
}

/** A suspended tenant may stop paying and put its card right, but not agree to pay on. */
function SubscriptionActions({ billing, tenant, onChanged }: Omit<PlanSummaryProps, 'now'>) {
  const trpc = useTRPC();
  const [cancelling, setCancelling] = useState(false);
  const opened = useOnce(cancelling);
  const { portal, busy } = useStripePage('portal');
  const keep = useMutation(trpc.billing.keep.mutationOptions({ onSuccess: onChanged }));
  const live = liveSubscription(billing);
  if (!live) return null;
  const error = keep.error ?? portal.error;
  const ending = (live.cancelAtPeriodEnd || live.nextPlanId !== null) && !tenant.suspended;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {live.status === 'past_due' ? (
          <Button variant="primary" busy={busy} onClick={() => portal.mutate({ purpose: 'card' })}>
            Change the card
          </Button>
        ) : null}
        {ending ? (
          <Button
            variant={live.cancelAtPeriodEnd ? 'primary' : 'secondary'}
            busy={keep.isPending}
            onClick={() => keep.mutate()}
          >
            {live.cancelAtPeriodEnd ? 'Keep the subscription' : 'Stay on this plan'}
          </Button>
        ) : null}
        {live.cancelAtPeriodEnd ? null : <Button onClick={() => setCancelling(true)}>Cancel subscription</Button>}
      </div>
      <FormError {...(error ? requestError(error) : {})} />
      {opened ? (
        <CancelDialog
          open={cancelling}
          periodEnd={live.currentPeriodEnd}
          onClose={() => setCancelling(false)}
          onCancelled={onChanged}
        />
      ) : null}
    </div>
  );
}

interface PlanSummaryProps {
  billing: BillingView;
  tenant: TenantView;
  now: Date;
  onChanged: () => Promise<void>;
}
