'use client';

import type { BillingView, SoldPlan, TenantView } from '@gridsky/api/services';
import { Check } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { classNames } from '../../ui/class-names.ts';
import { FormError } from '../../ui/form-error.tsx';
import { Link } from '../../ui/link.tsx';
import { useOnce } from '../../ui/use-once.ts';
import { dollars } from '../pricing/plan-terms.ts';
import { suspendedSentence } from '../session/membership-may.ts';
import { requestError } from '../trpc/request-error.ts';
import { liveSubscription, planFacts } from './billing-text.ts';
import { useStripePage } from './use-billing.ts';

const ChangePlanDialog = dynamic(
  () => import('./change-plan-dialog.tsx').then(({ ChangePlanDialog }) => ChangePlanDialog),
  { ssr: false },
);

/** The plans that are sold, side by side, each with what a click on it begins. */
export function PlanChoices({ billing, tenant, onChanged }: PlanChoicesProps) {
  const [chosen, setChosen] = useState<SoldPlan | null>(null);
  const opened = useOnce(chosen !== null);
  const { checkout, error, busy } = useStripePage('checkout');
  const live = liveSubscription(billing);
  const currentId = live?.planId ?? tenant.plan.id;
  const current = billing.plans.find(({ id }) => id === currentId);
  // A failed payment comes first: Stripe would refuse the change.
  const hindrance = tenant.suspended ? suspendedSentence : tenant.deletionDueAt ? deletingSentence : null;
  const mayChange =
    billing.takesPayments && !billing.planSetByOperator && live?.status !== 'past_due' && hindrance === null;
  return (
    <Card
      title="Plans"
      description="Flat: no meter per vector. Up is at once, down is at the end of what is paid."
      action={
        <Link href="/pricing" className="text-13 text-accent-ink underline underline-offset-4">
          Compare all limits
        </Link>
      }
    >
      <ul className="grid gap-3 md:grid-cols-3">
        {billing.plans.map((plan) => {
          const isCurrent = plan.id === currentId;
          const up = !current || plan.position > current.position;
          const isNextUp = plan === billing.plans.find(({ position }) => !current || position > current.position);
          return (
            <li
              key={plan.id}
              className={classNames('grid content-between gap-4 rounded-md border p-4', isCurrent && 'border-accent')}
            >
              <div className="grid gap-2">
                <p className="flex items-center justify-between gap-2">
                  <span className="font-semibold">{plan.name}</span>
                  {isCurrent ? <Badge tone="accent">Your plan</Badge> : null}
                  {plan.id === live?.nextPlanId ? <Badge>Next</Badge> : null}
                </p>
                <p>
                  <span className="figures text-20 font-semibold">{dollars(plan.priceMonthlyNano)}</span>{' '}
                  <span className="text-ink-muted">a month</span>
                </p>
                <ul className="grid gap-1 text-13 text-ink-muted">
                  {planFacts(plan).map((fact) => (
                    <li key={fact} className="flex gap-2">
                      <Check className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                      {fact}
                    </li>
                  ))}
                </ul>
              </div>
              {!mayChange || isCurrent || plan.id === live?.nextPlanId ? null : (
                <Button
                  variant={isNextUp ? 'primary' : 'secondary'}
                  busy={busy && checkout.variables?.planId === plan.id}
                  disabled={busy}
                  onClick={() => (live ? setChosen(plan) : checkout.mutate({ planId: plan.id }))}
                >
                  {live ? `${up ? 'Upgrade' : 'Change'} to ${plan.name}` : `Choose ${plan.name}`}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className="grid gap-2 pt-3">
        <FormError {...(error ? requestError(error) : {})} />
        {hindrance && billing.takesPayments ? <p className="text-13">{hindrance}</p> : null}
        <p className="text-13 text-ink-muted">
          {billing.takesPayments
            ? 'You pay on Stripe’s pages; this platform never sees a card. More than Scale, or your own models: ask the operator for Enterprise.'
            : 'These are the plans of this platform. Its operator sets them.'}
        </p>
      </div>
      {opened ? (
        <ChangePlanDialog plan={chosen} current={current} onClose={() => setChosen(null)} onChanged={onChanged} />
      ) : null}
    </Card>
  );
}

const deletingSentence = 'This tenant is about to be deleted. Keep it under Settings to choose a plan.';

interface PlanChoicesProps {
  billing: BillingView;
  tenant: TenantView;
  onChanged: () => Promise<void>;
}
