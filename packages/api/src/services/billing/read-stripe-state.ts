import type Stripe from 'stripe';
import { cents, type NanoDollars } from '../../domain/money.ts';
import { decidingSubscription, isLive, type Subscription } from '../../domain/subscription.ts';
import { planOfPrice, TRIAL_CREDIT } from './stripe-names.ts';

/** All that decides about a tenant, as Stripe tells it at this moment. */
export type StripeState = {
  subscription: Subscription | null;
  /** Live ones beside it: made by two checkouts at once, and to be ended. */
  surplus: string[];
  /** Checkouts by which the trial's credit was paid, oldest first. */
  creditPayments: CreditPayment[];
};

/** `amountNano`: what was paid for, without taxes. */
export type CreditPayment = { sessionId: string; paymentIntentId: string | null; amountNano: NanoDollars };

/** Reads a customer's subscriptions and paid checkouts. */
export async function readStripeState(stripe: Stripe, customerId: string): Promise<StripeState> {
  const [subscriptions, sessions] = await Promise.all([
    stripe.subscriptions.list({
      customer: customerId,
      status: 'all',
      limit: 100,
      expand: ['data.latest_invoice', 'data.schedule'],
    }),
    stripe.checkout.sessions.list({ customer: customerId, status: 'complete', limit: 100 }),
  ]);
  // Of plans only: a customer may have been sold other things in the same Stripe account.
  const ours = subscriptions.data.filter((one) => planOf(one) !== null);
  const deciding = decidingSubscription(ours);
  return {
    subscription: deciding ? toSubscription(deciding) : null,
    surplus: ours.filter((one) => one !== deciding && isLive(one)).map(({ id }) => id),
    creditPayments: sessions.data
      .filter(({ metadata, payment_status }) => metadata?.gridsky === TRIAL_CREDIT && payment_status === 'paid')
      .sort((a, b) => a.created - b.created || a.id.localeCompare(b.id))
      .map(({ id, payment_intent, amount_subtotal, amount_total }) => ({
        sessionId: id,
        paymentIntentId: idOf(payment_intent),
        amountNano: cents(amount_subtotal ?? amount_total ?? 0),
      })),
  };
}

function toSubscription(one: Stripe.Subscription): Subscription {
  const item = one.items.data[0];
  const invoice = typeof one.latest_invoice === 'object' ? one.latest_invoice : null;
  const schedule = typeof one.schedule === 'object' ? one.schedule : null;
  return {
    id: one.id,
    status: one.status,
    planId: planOf(one) ?? '',
    priceMonthlyNano: cents(item?.price.unit_amount ?? 0),
    currentPeriodEnd: new Date((item?.current_period_end ?? one.created) * 1000),
    cancelAtPeriodEnd: one.cancel_at_period_end || one.cancel_at !== null,
    nextPlanId: (schedule?.status === 'active' && schedule.metadata?.gridsky_next_plan) || null,
    pastDueSince: one.status === 'past_due' && invoice ? new Date(invoice.created * 1000) : null,
  };
}

function planOf(one: Stripe.Subscription): string | null {
  const price = one.items.data[0]?.price;
  return price ? planOfPrice(price) : null;
}

export function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}
