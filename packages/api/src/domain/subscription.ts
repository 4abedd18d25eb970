import type { NanoDollars } from './money.ts';

/** What a tenant's subscription at Stripe is, in our words. */
export type Subscription = {
  id: string;
  /** Stripe's own word. Ones it may add later count as ended: nobody is served for a status that nobody understands. */
  status: string;
  /** The plan that the price belongs to. */
  planId: string;
  priceMonthlyNano: NanoDollars;
  currentPeriodEnd: Date;
  cancelAtPeriodEnd: boolean;
  /** The plan from the period's end on; null: the same. */
  nextPlanId: string | null;
  /** Since when a payment is missing. */
  pastDueSince: Date | null;
};

/**
 * Where a tenant is when its subscription has ended. The plan table has no free plan: on the trial plan requests go on only while
 * there is credit and the trial's days last, so with neither they are refused with `insufficient_quota`, and nothing is deleted.
 */
export const PLAN_WITHOUT_SUBSCRIPTION = 'trial';

/** Statuses in which the first payment was never made. */
const NOT_BEGUN = ['incomplete', 'incomplete_expired'];
/** Statuses in which there is something to change or to end. */
const LIVE = ['active', 'trialing', 'past_due', 'unpaid', 'paused'];

export function hasBegun({ status }: { status: string }): boolean {
  return !NOT_BEGUN.includes(status);
}

export function isLive({ status }: { status: string }): boolean {
  return LIVE.includes(status);
}

/** When an unpaid subscription stops giving its plan; null: everything is paid. */
export function graceEnd({ pastDueSince }: Pick<Subscription, 'pastDueSince'>, graceDays: number): Date | null {
  return pastDueSince && new Date(pastDueSince.getTime() + graceDays * 86_400_000);
}

/** The plan that a subscription gives now; null: it has given none yet. */
export function entitledPlan(subscription: Subscription | null, now: Date, graceDays: number): string | null {
  if (!subscription || !hasBegun(subscription)) return null;
  const { status, planId } = subscription;
  if (status === 'active' || status === 'trialing') return planId;
  const end = status === 'past_due' ? graceEnd(subscription, graceDays) : null;
  return end && now < end ? planId : PLAN_WITHOUT_SUBSCRIPTION;
}

/** The one of several that counts: what lives before what has ended, and that before what never began; then the newest. */
export function decidingSubscription<T extends { status: string; created: number }>(all: readonly T[]): T | undefined {
  const rank = (one: T) => (isLive(one) ? 2 : hasBegun(one) ? 1 : 0);
  return [...all].sort((a, b) => rank(b) - rank(a) || b.created - a.created)[0];
}
