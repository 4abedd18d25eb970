import type Stripe from 'stripe';
import { Fault } from '../../domain/fault.ts';
import { cents } from '../../domain/money.ts';

/** Value of our mark in the metadata of a checkout that buys the trial's credit. */
export const TRIAL_CREDIT = 'trial_credit';

const PRODUCT = /^gridsky_plan_(\w+)$/;

/** Our ids of products at Stripe: made twice, they are refused there, not doubled. */
export function planProductId(planId: string): string {
  return `gridsky_plan_${planId}`;
}

export const TRIAL_CREDIT_PRODUCT = 'gridsky_trial_credit';

/** Name under which the present price of a plan is found. It moves to the next price when the plan's price changes. */
export function planLookupKey(planId: string): string {
  return `gridsky_plan_${planId}_monthly`;
}

export const TRIAL_CREDIT_LOOKUP_KEY = 'gridsky_trial_credit';

/** The plan that a price belongs to, by its product: also an old price, which has lost its lookup key. null: none of ours. */
export function planOfPrice({ product }: Stripe.Price): string | null {
  const id = typeof product === 'string' ? product : product.id;
  return PRODUCT.exec(id)?.[1] ?? null;
}

/** The present price under a name, which must be `shown`: what our pages tell. Nobody is charged anything else. */
export async function findPrice(stripe: Stripe, lookupKey: string, shown: bigint | null): Promise<Stripe.Price> {
  const { data } = await stripe.prices.list({ lookup_keys: [lookupKey], active: true, limit: 1 });
  const [price] = data;
  if (!price) {
    throw new Fault(
      'conflict',
      'This plan has no price at Stripe yet. Ask the operator to run `gridsky billing sync`.',
    );
  }
  if (cents(price.unit_amount ?? 0) !== shown) {
    throw new Fault(
      'conflict',
      'The price of this plan has just changed and is not at Stripe yet. Ask the operator to run `gridsky billing sync`.',
    );
  }
  return price;
}

/** Our mark on the portal's configuration. */
export const PORTAL_MARK = 'portal';
