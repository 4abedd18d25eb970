import fc from 'fast-check';
import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nano } from '../../domain/money.ts';
import { type CrashPoint, crashingDatabase } from '../../testing/crashing-database.ts';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { LOCAL_WEBHOOK_SECRET } from '../../testing/stripe/local-stripe.ts';
import { beginLife, type SubscriptionLife } from '../../testing/stripe/subscription-life.ts';
import { createTenant } from '../operator/create-tenant.ts';
import { applyStripeEvents } from './apply-stripe-events.ts';
import type { BillingContext } from './billing-context.ts';
import { reviewAccounts } from './review-accounts.ts';
import { storeStripeEvent } from './store-stripe-event.ts';

const ORDERS = process.env.GRIDSKY_PROVE ? 5_000 : 40;
const STEPS = 16;

/** What may happen to our side between two steps of a life. */
type Mishap =
  | { what: 'deliver'; which: number }
  | { what: 'work'; crash: CrashPoint | 'stripe is away' | null; dies: boolean }
  | { what: 'two at once' }
  | { what: 'review' };

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test(
  `${ORDERS} random orders of a subscription's events, with duplicates, losses and crashes, end in one state; credit is granted once`,
  async () => {
    const expected = await liveInOrder();
    expect(new Set(expected.map((state) => JSON.stringify(state))).size).toBeGreaterThan(8);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: STEPS }),
        fc.array(fc.array(mishaps, { maxLength: 3 }), { minLength: STEPS, maxLength: STEPS }),
        fc.array(fc.nat(), { maxLength: 12 }),
        async (length, between, lateOnes) => {
          expect(await liveThrough(length, between, lateOnes)).toEqual(expected[length]);
        },
      ),
      { numRuns: ORDERS },
    );
  },
  ORDERS * 6_000,
);

const mishaps: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ what: fc.constant('deliver' as const), which: fc.nat() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('work' as const),
      crash: fc.constantFrom('before commit', 'after commit', 'stripe is away', null),
      dies: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ what: 'two at once' as const }) },
  { weight: 1, arbitrary: fc.constant({ what: 'review' as const }) },
);

/** Every event once, in its order, applied before the next step: the state after each step. */
async function liveInOrder(): Promise<unknown[]> {
  const { life, tenantId, context } = await begin();
  const states = [await readState(tenantId)];
  for (const step of life.steps) {
    const before = life.stripe.account.events.length;
    await step();
    for (const event of life.stripe.account.events.slice(before)) await deliver(life, context, event);
    await settle(life, tenantId, context);
    states.push(await readState(tenantId));
  }
  return states;
}

async function liveThrough(length: number, between: Mishap[][], lateOnes: number[]): Promise<unknown> {
  const { life, tenantId, context } = await begin();
  const { events } = life.stripe.account;
  for (const [at, step] of life.steps.slice(0, length).entries()) {
    await step();
    for (const mishap of between[at] ?? []) await suffer(life, tenantId, context, mishap);
  }
  // Late ones in any order, again or for the first time; whatever is named nowhere was lost.
  for (const which of lateOnes) await deliver(life, context, events[which % events.length]);
  await settle(life, tenantId, context);
  return readState(tenantId);
}

async function suffer(life: SubscriptionLife, tenantId: string, context: BillingContext, mishap: Mishap) {
  const { events } = life.stripe.account;
  if (mishap.what === 'deliver') return deliver(life, context, events[mishap.which % events.length]);
  if (mishap.what === 'review') return review(tenantId, context);
  if (mishap.what === 'two at once') {
    const options = { context, report: () => {} };
    return Promise.all([applyStripeEvents(options), applyStripeEvents(options)]);
  }
  const { crash, dies } = mishap;
  const report = (error: unknown) => {
    // A process that dies notes nothing: its event stays leased.
    if (dies) throw error;
  };
  const stripe = crash === 'stripe is away' ? unreachable(life) : life.stripe.client;
  const database =
    crash === null || crash === 'stripe is away' ? context.database : crashingDatabase(context.database, crash);
  const billing = { ...context.billing, stripe };
  await applyStripeEvents({ context: { ...context, database, billing }, report }).catch(() => {});
}

/** Time passes: leases end, retries and the review come. */
async function settle(life: SubscriptionLife, tenantId: string, context: BillingContext): Promise<void> {
  const later = { ...context, now: () => new Date((life.stripe.account.now + 3_600) * 1000) };
  await applyStripeEvents({ context: later, report: rethrow });
  await review(tenantId, later);
}

async function review(tenantId: string, context: BillingContext): Promise<void> {
  const { database, now } = context;
  await database.system.billingAccount.update({ where: { tenantId }, data: { reviewAt: now() } });
  await reviewAccounts({ context, report: rethrow });
}

async function deliver(
  { stripe }: SubscriptionLife,
  { database, now }: BillingContext,
  event: Stripe.Event | undefined,
): Promise<void> {
  if (!event) return;
  const { body, signature } = stripe.webhook(event);
  const options = { database, stripe: stripe.client, webhookSecret: LOCAL_WEBHOOK_SECRET, now };
  expect(await storeStripeEvent(options, body, signature)).toBe(true);
}

let lives = 0;

/** The next life has a Stripe of its own, which knows nobody of this one. */
async function begin(): Promise<{ life: SubscriptionLife; tenantId: string; context: BillingContext }> {
  await platform.owner.query('UPDATE billing_account SET review_at = NULL');
  await platform.owner.query('DELETE FROM stripe_event');
  lives += 1;
  const life = await beginLife(`life${lives}n`);
  const { database } = platform;
  const { id: tenantId } = await createTenant(platform.system, { name: 'Life', planId: 'trial', creditNano: nano(0n) });
  await database.system.billingAccount.create({ data: { tenantId, customerId: life.customerId } });
  const billing = { stripe: life.stripe.client, graceDays: 7 };
  const now = () => new Date(life.stripe.account.now * 1000);
  return { life, tenantId, context: { ...platform.system, now, billing } };
}

/** All that Stripe decides about: plan, account, credit. Without ids and the times at which we looked. */
async function readState(tenantId: string): Promise<unknown> {
  const { rows } = await platform.owner.query(
    `SELECT t.plan_id, b.status, b.plan_id AS subscribed, b.price_monthly_nano, b.current_period_end, b.cancel_at_period_end,
       b.next_plan_id, b.past_due_since, b.grace_ends_at, b.applied_plan_id, (b.trial_credit_session_id IS NOT NULL) AS credited,
       c.granted_nano, c.available_nano, (SELECT count(*) FROM credit_grant g WHERE g.tenant_id = t.id) AS grants
     FROM tenant t JOIN billing_account b ON b.tenant_id = t.id JOIN credit_account c ON c.tenant_id = t.id WHERE t.id = $1`,
    [tenantId],
  );
  expect(Number(rows[0]?.grants)).toBeLessThanOrEqual(1);
  return rows[0];
}

function unreachable({ stripe }: SubscriptionLife): Stripe {
  return new Proxy(stripe.client, {
    get(target, name) {
      if (name === 'subscriptions') throw new Error('Stripe is away');
      return Reflect.get(target, name);
    },
  });
}

function rethrow(error: unknown): never {
  throw error;
}
