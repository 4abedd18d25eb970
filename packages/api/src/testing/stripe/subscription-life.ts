import type Stripe from 'stripe';
import { PLANS } from '../../domain/plan.ts';
import { planLookupKey, TRIAL_CREDIT, TRIAL_CREDIT_LOOKUP_KEY } from '../../services/billing/stripe-names.ts';
import { syncPrices } from '../../services/billing/sync-prices.ts';
import { get } from './account.ts';
import { type LocalStripe, openLocalStripe } from './local-stripe.ts';

export type SubscriptionLife = { stripe: LocalStripe; customerId: string; steps: (() => Promise<void>)[] };

const MONTH_DAYS = 31;

/** One customer's life at a Stripe of its own: all that can happen to a subscription, a step at a time. */
export async function beginLife(name: string): Promise<SubscriptionLife> {
  const stripe = openLocalStripe({ name });
  const { client } = stripe;
  await syncPrices(client, PLANS);
  const { id: customer } = await client.customers.create({});
  const subscription = async () => (await client.subscriptions.list({ customer, status: 'all' })).data[0]?.id ?? '';
  const days = async (count: number) => stripe.advance(count * 86_400);
  const update = async (params: Stripe.SubscriptionUpdateParams) => {
    await client.subscriptions.update(await subscription(), params);
  };
  const priceOf = async (lookupKey: string) =>
    (await client.prices.list({ lookup_keys: [lookupKey] })).data[0]?.id ?? '';
  const buy = async (mode: 'payment' | 'subscription', lookupKey: string) => {
    const { url } = await client.checkout.sessions.create({
      mode,
      customer,
      line_items: [{ price: await priceOf(lookupKey), quantity: 1 }],
      metadata: { gridsky: mode === 'payment' ? TRIAL_CREDIT : 'subscription' },
    });
    stripe.payCheckout(url ?? '');
  };
  const steps = [
    () => buy('payment', TRIAL_CREDIT_LOOKUP_KEY),
    // Paid twice, by two tabs: the second payment goes back.
    () => buy('payment', TRIAL_CREDIT_LOOKUP_KEY),
    () => days(3),
    () => buy('subscription', planLookupKey('starter')),
    async () => {
      const { id, items } = await client.subscriptions.retrieve(await subscription());
      const price = await priceOf(planLookupKey('builder'));
      await client.subscriptions.update(id, { items: [{ id: items.data[0]?.id ?? '', price }] });
    },
    () => days(MONTH_DAYS),
    () => update({ cancel_at_period_end: true }),
    () => update({ cancel_at_period_end: false }),
    async () => stripe.setCard(customer, 'refused'),
    () => days(MONTH_DAYS),
    async () => {
      stripe.setCard(customer, 'good');
      const { latest_invoice } = await client.subscriptions.retrieve(await subscription());
      stripe.payInvoice(get<Stripe.Invoice>(stripe.account, 'invoice', String(latest_invoice)).id);
    },
    () => update({ cancel_at_period_end: true }),
    () => days(MONTH_DAYS),
    () => buy('subscription', planLookupKey('scale')),
    async () => stripe.setCard(customer, 'refused'),
    // Dunning to its end.
    () => days(2 * MONTH_DAYS),
  ];
  return { stripe, customerId: customer, steps };
}
