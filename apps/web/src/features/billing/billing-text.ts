import type { BillingView, SoldPlan, SubscriptionView } from '@gridsky/api/services';
import type { StatusTone } from '../../ui/status.tsx';
import { isoDay } from '../../ui/time-ago.ts';
import { dollars, shortCount } from '../pricing/plan-terms.ts';

export interface SubscriptionState {
  tone: StatusTone;
  label: string;
  /** What happens next, one sentence. */
  next: string;
}

/** How a subscription stands and what happens next without anybody doing anything. */
export function subscriptionState(
  { status, currentPeriodEnd, cancelAtPeriodEnd, nextPlanId, priceMonthlyNano, graceEndsAt }: SubscriptionView,
  plans: readonly SoldPlan[],
  now: Date,
): SubscriptionState {
  const day = isoDay(currentPeriodEnd);
  if (status === 'past_due' && graceEndsAt) {
    const over = graceEndsAt <= now;
    return {
      tone: 'bad',
      label: 'Payment failed',
      next: over
        ? `The plan ended on ${isoDay(graceEndsAt)}. It comes back as soon as the open invoice is paid.`
        : `The card is tried again in the next days. The plan stays until ${isoDay(graceEndsAt)}.`,
    };
  }
  if (status !== 'active' && status !== 'trialing') {
    return { tone: 'off', label: 'Ended', next: 'Choose a plan to go on.' };
  }
  if (cancelAtPeriodEnd) {
    return { tone: 'warn', label: 'Ends soon', next: `Paid until ${day}. It is not renewed; requests stop then.` };
  }
  const following = plans.find(({ id }) => id === nextPlanId);
  if (following) {
    const price = dollars(following.priceMonthlyNano);
    return { tone: 'good', label: 'Active', next: `Becomes ${following.name} on ${day}, for ${price} a month.` };
  }
  return { tone: 'good', label: 'Active', next: `Renews on ${day} for ${dollars(priceMonthlyNano)}.` };
}

/** The few lines by which plans are compared. */
export function planFacts(plan: SoldPlan): string[] {
  return [
    `${shortCount(plan.requestsPerMinuteTenantMax)} requests a minute`,
    `${shortCount(plan.tokensPerMinuteTenantMax)} tokens a minute`,
    `${plan.keysMax} keys, ${plan.membersMax} members`,
    `Models: ${plan.models.map((id) => id.replace('plugsky-embed-', '')).join(', ')}`,
  ];
}

/** What becomes smaller, for who moves down. */
export function losses(from: SoldPlan | undefined, to: SoldPlan): string[] {
  if (!from) return [];
  const smaller = (name: string, was: number, is: number) =>
    is < was ? [`${name}: ${shortCount(is)} in place of ${shortCount(was)}`] : [];
  const models = from.models.filter((id) => !to.models.includes(id));
  return [
    ...models.map((id) => `${id} is not included: requests to it will be refused`),
    ...smaller('Requests a minute', from.requestsPerMinuteTenantMax, to.requestsPerMinuteTenantMax),
    ...smaller('Tokens a minute', from.tokensPerMinuteTenantMax, to.tokensPerMinuteTenantMax),
    ...smaller('Keys', from.keysMax, to.keysMax),
    ...smaller('Members', from.membersMax, to.membersMax),
  ];
}

/** A subscription that can be changed, as opposed to one that has ended. */
export function liveSubscription({ subscription }: BillingView): SubscriptionView | null {
  return subscription && ['active', 'trialing', 'past_due', 'unpaid', 'paused'].includes(subscription.status)
    ? subscription
    : null;
}
