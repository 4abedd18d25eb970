import type { BillingAccount, Plan, TenantTransaction } from '@gridsky/db';
import type Stripe from 'stripe';

/** Whether a plan is a larger one than what is subscribed to, by the order of the plan table. */
export async function isUp(tx: TenantTransaction, { planId }: BillingAccount, to: Plan): Promise<boolean> {
  const from = await tx.plan.findUnique({ where: { id: planId ?? '' } });
  return !from || to.position > from.position;
}

/** Our subscriptions have one item: the plan's price, once. */
export function itemOf(subscription: Stripe.Subscription): Stripe.SubscriptionItem {
  const item = subscription.items.data[0];
  if (!item) throw new Error(`subscription ${subscription.id} has no item`);
  return item;
}
