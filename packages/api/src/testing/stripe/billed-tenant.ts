import type Stripe from 'stripe';
import type { Role } from '../../domain/role.ts';
import { applyStripeEvents } from '../../services/billing/apply-stripe-events.ts';
import type { BillingContext, TenantBillingContext } from '../../services/billing/billing-context.ts';
import { storeStripeEvent } from '../../services/billing/store-stripe-event.ts';
import { syncPrices } from '../../services/billing/sync-prices.ts';
import { listPlans } from '../../services/plan/list-plans.ts';
import { memberContext, type TestAccount, type TestPlatform } from '../platform.ts';
import { LOCAL_WEBHOOK_SECRET, type LocalStripe, openLocalStripe } from './local-stripe.ts';

export const GRACE_DAYS = 7;

/** A platform that takes payments from a local Stripe with the plan table's prices. */
export type BillingPlatform = {
  stripe: LocalStripe;
  jobs: BillingContext;
  /** What a signed-in member's services get. */
  member(account: Pick<TestAccount, 'userId' | 'tenantId'>, role?: Role): TenantBillingContext;
  /** Hands over events as Stripe's webhook does, then works them off. Without any named: all that were not yet. */
  deliver(events?: readonly Stripe.Event[]): Promise<void>;
  /** Moves both clocks. */
  advanceDays(days: number): void;
};

export async function openBilling(platform: TestPlatform): Promise<BillingPlatform> {
  const stripe = openLocalStripe();
  stripe.account.now = platform.now().getTime() / 1000;
  await syncPrices(stripe.client, await listPlans(platform.database));
  const billing = { stripe: stripe.client, graceDays: GRACE_DAYS };
  const jobs: BillingContext = { ...platform.system, billing };
  const { database, now } = platform;
  let delivered = 0;
  return {
    stripe,
    jobs,
    member: (account, role = 'owner') => ({ ...memberContext(platform, account, role), billing }),
    async deliver(events) {
      const fresh = events ?? stripe.account.events.slice(delivered);
      if (!events) delivered = stripe.account.events.length;
      for (const event of fresh) {
        const { body, signature } = stripe.webhook(event);
        const options = { database, stripe: stripe.client, webhookSecret: LOCAL_WEBHOOK_SECRET, now };
        if (!(await storeStripeEvent(options, body, signature))) throw new Error('the signature was refused');
      }
      await applyStripeEvents({ context: jobs, report: throwIt });
    },
    advanceDays(days) {
      platform.advance(days * 86_400_000);
      stripe.advance(days * 86_400);
    },
  };
}

function throwIt(error: unknown): never {
  throw error;
}
