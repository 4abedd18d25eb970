import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { type StoreOptions, storeStripeEvent } from './store-stripe-event.ts';

const webhookSecret = 'whsec_right';
const stripe = new Stripe('sk_test_unused');

let platform: TestPlatform;
let options: StoreOptions;

beforeAll(async () => {
  platform = await openTestPlatform();
  options = { database: platform.database, stripe, webhookSecret, now: platform.now };
});
beforeEach(() => platform.owner.query('DELETE FROM stripe_event'));
afterAll(() => platform?.close());

const body = JSON.stringify({
  id: 'evt_1',
  object: 'event',
  type: 'customer.subscription.updated',
  data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_1', description: 'a secret of the customer' } },
});

test('a signed event is stored once, however often it comes, and what it said is not kept', async () => {
  const answers = Array.from({ length: 8 }, () => storeStripeEvent(options, body, sign(body)));
  expect(await Promise.all(answers)).toEqual(Array(8).fill(true));
  const rows = await stored();
  expect(rows).toMatchObject([{ id: 'evt_1', customer_id: 'cus_1', applied_at: null }]);
  expect(JSON.stringify(rows)).not.toContain('secret of the customer');
});

test.each([
  ['no signature', body, ''],
  ['nonsense for one', body, 't=1,v1=00'],
  ['a signature of another secret', body, sign(body, { secret: 'whsec_wrong' })],
  ['a body that was changed after', body.replace('cus_1', 'cus_2'), sign(body)],
  ['a body that is only formatted otherwise', JSON.stringify(JSON.parse(body), null, 2), sign(body)],
  ['a signature of an hour ago', body, sign(body, { timestamp: Math.floor(Date.now() / 1000) - 3_600 })],
])('%s: refused, and nothing is stored', async (_what, given, signature) => {
  expect(await storeStripeEvent(options, given, signature)).toBe(false);
  expect(await stored()).toEqual([]);
});

test('an event of a customer is stored with the customer’s own id; one of no customer with none', async () => {
  const events = [
    { id: 'evt_2', data: { object: { id: 'cus_9', object: 'customer' } } },
    { id: 'evt_3', data: { object: { id: 'prod_1', object: 'product' } } },
  ];
  for (const event of events) {
    const text = JSON.stringify({ object: 'event', type: 'any', ...event });
    expect(await storeStripeEvent(options, text, sign(text))).toBe(true);
  }
  expect((await stored()).map(({ customer_id }) => customer_id)).toEqual(['cus_9', null]);
});

function sign(payload: string, given: { secret?: string; timestamp?: number } = {}): string {
  return stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret, ...given });
}

async function stored(): Promise<{ id: string; customer_id: string | null }[]> {
  return (await platform.owner.query('SELECT * FROM stripe_event ORDER BY id')).rows;
}
