import type Stripe from 'stripe';
import { Fault } from '../../domain/fault.ts';
import { type NanoDollars, wholeCents } from '../../domain/money.ts';
import type { PlanTerms } from '../../domain/plan.ts';
import {
  PORTAL_MARK,
  planLookupKey,
  planProductId,
  TRIAL_CREDIT_LOOKUP_KEY,
  TRIAL_CREDIT_PRODUCT,
} from './stripe-names.ts';

export type SyncedPrice = {
  product: string;
  priceId: string;
  unitAmountCents: number;
  /** `replaced`: a new price; who has subscribed at the old one stays on it. */
  outcome: 'unchanged' | 'created' | 'replaced';
};

/** What of a plan is sold. */
type SoldTerms = Pick<PlanTerms, 'name' | 'priceMonthlyNano' | 'creditNano'> & { id: string };

type Wanted = { product: string; name: string; lookupKey: string; unitAmount: number; monthly: boolean };

/** Brings Stripe's products, prices and portal to what the plan table says. May be run any number of times. */
export async function syncPrices(
  stripe: Stripe,
  plans: readonly SoldTerms[],
): Promise<{ prices: SyncedPrice[]; portal: 'created' | 'updated' }> {
  const wanted = plans.flatMap((plan): Wanted[] => {
    if (plan.priceMonthlyNano) {
      const names = {
        product: planProductId(plan.id),
        name: `Gridsky ${plan.name}`,
        lookupKey: planLookupKey(plan.id),
      };
      return [{ ...names, unitAmount: chargeable(plan.name, plan.priceMonthlyNano), monthly: true }];
    }
    if (plan.id !== 'trial' || plan.creditNano === 0n) return [];
    const names = { product: TRIAL_CREDIT_PRODUCT, name: 'Gridsky trial credit', lookupKey: TRIAL_CREDIT_LOOKUP_KEY };
    return [{ ...names, unitAmount: chargeable(plan.name, plan.creditNano), monthly: false }];
  });
  const prices: SyncedPrice[] = [];
  for (const one of wanted) prices.push(await syncPrice(stripe, one));
  return { prices, portal: await syncPortal(stripe) };
}

async function syncPrice(stripe: Stripe, wanted: Wanted): Promise<SyncedPrice> {
  const { product, name, lookupKey, unitAmount, monthly } = wanted;
  await ensureProduct(stripe, product, name);
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], limit: 1 });
  const present = data[0];
  // One that was archived by hand at Stripe is made anew.
  if (present?.active && present.unit_amount === unitAmount) {
    return { product, priceId: present.id, unitAmountCents: unitAmount, outcome: 'unchanged' };
  }
  const made = await stripe.prices.create(
    {
      product,
      currency: 'usd',
      unit_amount: unitAmount,
      lookup_key: lookupKey,
      transfer_lookup_key: true,
      ...(monthly ? { recurring: { interval: 'month' } } : {}),
    },
    // By what it replaces: a price that goes up and comes back down within a day is made anew both times.
    { idempotencyKey: `price:${lookupKey}:${unitAmount}:after:${present?.id ?? 'none'}` },
  );
  // Nothing new is sold at the old price; its subscribers stay on it.
  if (present?.active)
    await stripe.prices.update(present.id, { active: false }, { idempotencyKey: `retire:${present.id}` });
  return { product, priceId: made.id, unitAmountCents: unitAmount, outcome: present ? 'replaced' : 'created' };
}

async function ensureProduct(stripe: Stripe, id: string, name: string): Promise<void> {
  const present = await stripe.products.retrieve(id).catch((error) => {
    if (error?.code === 'resource_missing') return null;
    throw error;
  });
  if (!present) await stripe.products.create({ id, name }, { idempotencyKey: `product:${id}:${name}` });
  else if (present.name !== name || !present.active) {
    await stripe.products.update(
      id,
      { name, active: true },
      { idempotencyKey: `product:${id}:${name}:${present.updated}` },
    );
  }
}

/** What people may do on Stripe's page. Changing and ending the subscription is done here, where it shows what it means. */
async function syncPortal(stripe: Stripe): Promise<'created' | 'updated'> {
  const features = {
    customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'tax_id'] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: { enabled: false },
    subscription_update: { enabled: false },
  } satisfies Stripe.BillingPortal.ConfigurationCreateParams['features'];
  const { data } = await stripe.billingPortal.configurations.list({ active: true, limit: 100 });
  const present = data.find(({ metadata }) => metadata?.gridsky === PORTAL_MARK);
  if (present) {
    const options = { idempotencyKey: `portal:${present.id}:${present.updated}` };
    await stripe.billingPortal.configurations.update(present.id, { features }, options);
    return 'updated';
  }
  await stripe.billingPortal.configurations.create(
    { features, metadata: { gridsky: PORTAL_MARK } },
    { idempotencyKey: 'portal-configuration' },
  );
  return 'created';
}

function chargeable(plan: string, amount: NanoDollars): number {
  const inCents = wholeCents(amount);
  if (inCents !== null) return inCents;
  throw new Fault('invalid', `The price of ${plan} has parts of a cent, which no card can be charged.`);
}
