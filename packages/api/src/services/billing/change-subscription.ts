import type { BillingAccount, Plan, TenantTransaction } from '@gridsky/db';
import type Stripe from 'stripe';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';
import { inUsersTurn } from './billing-turn.ts';
import { idOf } from './read-stripe-state.ts';
import { planInput, requireSoldPlan } from './sold-plan.ts';
import { findPrice, planLookupKey } from './stripe-names.ts';
import { isUp, itemOf } from './subscription-item.ts';
import { syncInTurn } from './sync-account.ts';
import { noteWish } from './wish.ts';

export const changeSubscriptionInput = planInput.extend({
  /** As the preview gave it: what was shown is what is charged. Seconds since 1970. */
  prorationDate: z.number().int().positive().optional(),
});

export type SubscriptionChange = {
  /** `now`: the plan is changed. `period_end`: it will be. `payment_needed`: once the invoice at `url` is paid. */
  takesEffect: 'now' | 'period_end' | 'payment_needed';
  url: string | null;
};

/**
 * Moves the subscription to another plan. Up: at once, the rest of the month is charged by the day. Down: at the period's end, for it
 * is paid until then.
 */
export async function changeSubscription(
  context: TenantBillingContext,
  { planId, prorationDate }: z.output<typeof changeSubscriptionInput>,
): Promise<SubscriptionChange> {
  return inUsersTurn(context, async (tx, account, key) => {
    const plan = await requireSoldPlan(tx, planId);
    await noteWish(tx, context, 'billing.change_plan', { plan: plan.id });
    const { stripe, subscription, present } = await requireActive(tx, context, account);
    const price = await findPrice(stripe, planLookupKey(plan.id), plan.priceMonthlyNano);
    if (present.planId === plan.id) throw new Fault('conflict', `This tenant is on the ${plan.name} plan already.`);
    await takeBack(stripe, subscription, key);
    if (await isUp(tx, present, plan)) {
      const date = checkedDate(prorationDate, context.now());
      const updated = await stripe.subscriptions.update(
        subscription.id,
        {
          items: [{ id: itemOf(subscription).id, price: price.id }],
          proration_behavior: 'always_invoice',
          // A card that is refused, or a bank that wants to see its customer, leaves the old plan until the invoice is paid.
          payment_behavior: 'pending_if_incomplete',
          expand: ['latest_invoice'],
          ...(date ? { proration_date: date } : {}),
        },
        { idempotencyKey: key(`up:${price.id}`) },
      );
      await syncInTurn(tx, context, present);
      if (!updated.pending_update) return { takesEffect: 'now', url: null };
      const invoice = typeof updated.latest_invoice === 'object' ? updated.latest_invoice : null;
      return { takesEffect: 'payment_needed', url: invoice?.hosted_invoice_url ?? null };
    }
    await scheduleChange(stripe, subscription, price, plan, key);
    await syncInTurn(tx, context, present);
    return { takesEffect: 'period_end', url: null };
  });
}

/** Ends the subscription when what is paid has been used. */
export async function cancelSubscription(context: TenantBillingContext): Promise<void> {
  await inUsersTurn(context, async (tx, account, key) => {
    await noteWish(tx, context, 'billing.cancel', {});
    const { stripe, subscription, present } = await requireLive(tx, context, account);
    if (subscription.cancel_at_period_end) throw new Fault('conflict', 'The subscription is cancelled already.');
    await takeBack(stripe, subscription, key);
    const options = { idempotencyKey: key('cancel') };
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true }, options);
    await syncInTurn(tx, context, present);
  });
}

/** Takes back what was to happen at the period's end: the subscription goes on as it is. */
export async function keepSubscription(context: TenantBillingContext): Promise<void> {
  await inUsersTurn(context, async (tx, account, key) => {
    await noteWish(tx, context, 'billing.keep', {});
    const { stripe, subscription, present } = await requireLive(tx, context, account);
    if (!(await takeBack(stripe, subscription, key))) {
      throw new Fault('conflict', 'Nothing is to happen at the end of the period: the subscription goes on.');
    }
    await syncInTurn(tx, context, present);
  });
}

/**
 * Stripe's own schedule makes the change when the period ends, also while this platform is down: the present phase as it is, then one with
 * the new price, then the subscription goes on without a schedule.
 */
async function scheduleChange(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  price: Stripe.Price,
  plan: Plan,
  key: (what: string) => string,
): Promise<void> {
  const item = itemOf(subscription);
  const schedule = await stripe.subscriptionSchedules.create(
    { from_subscription: subscription.id },
    { idempotencyKey: key('schedule') },
  );
  await stripe.subscriptionSchedules.update(
    schedule.id,
    {
      end_behavior: 'release',
      proration_behavior: 'none',
      metadata: { gridsky_next_plan: plan.id },
      phases: [
        {
          items: [{ price: item.price.id, quantity: 1 }],
          start_date: item.current_period_start,
          end_date: item.current_period_end,
        },
        {
          items: [{ price: price.id, quantity: 1 }],
          proration_behavior: 'none',
          duration: { interval: 'month', interval_count: 1 },
        },
      ],
    },
    { idempotencyKey: key(`down:${price.id}`) },
  );
}

/** true: there was something to take back. */
async function takeBack(
  stripe: Stripe,
  subscription: Stripe.Subscription,
  key: (what: string) => string,
): Promise<boolean> {
  const schedule = idOf(subscription.schedule);
  if (schedule)
    await stripe.subscriptionSchedules.release(schedule, {}, { idempotencyKey: key(`release:${schedule}`) });
  if (!subscription.cancel_at_period_end) return schedule !== null;
  const options = { idempotencyKey: key('keep') };
  await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false }, options);
  return true;
}

/** The subscription as Stripe has it now, if there is one that can be changed at all. */
async function requireLive(tx: TenantTransaction, context: TenantBillingContext, account: BillingAccount) {
  const stripe = requireStripe(context);
  const present = await syncInTurn(tx, context, account);
  if (!present.subscriptionId || !present.status || present.status === 'canceled') {
    throw new Fault('conflict', 'This tenant has no subscription. Choose a plan first.');
  }
  return { stripe, present, subscription: await stripe.subscriptions.retrieve(present.subscriptionId) };
}

async function requireActive(tx: TenantTransaction, context: TenantBillingContext, account: BillingAccount) {
  const live = await requireLive(tx, context, account);
  if (live.subscription.status === 'active' || live.subscription.status === 'trialing') return live;
  throw new Fault('conflict', 'A payment is missing. Change the card or pay the open invoice, then change the plan.');
}

const PREVIEW_LASTS_S = 3_600;

/** A preview's date is good for an hour; later, the day's price may be another. */
function checkedDate(date: number | undefined, now: Date): number | undefined {
  const seconds = Math.floor(now.getTime() / 1000);
  return date && date <= seconds + 60 && date > seconds - PREVIEW_LASTS_S ? date : undefined;
}
