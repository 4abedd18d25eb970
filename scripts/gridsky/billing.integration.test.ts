import { openStripeServer } from '@gridsky/api/testing/stripe';
import { openPool } from '@gridsky/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, freePorts, type TestWorld } from './testing/world.ts';

let world: TestWorld;
let server: Awaited<ReturnType<typeof openStripeServer>>;

beforeAll(async () => {
  world = await createTestWorld();
  const [port] = await freePorts();
  server = await openStripeServer({ port, webhookUrl: 'http://127.0.0.1:9/nobody' });
});
afterAll(async () => {
  server?.close();
  await world.close();
});

test('sync leaves what is there, makes anew what was archived, and replaces a price that has changed', async () => {
  expect(new Set(await outcomes())).toEqual(new Set(['unchanged']));
  // Archived by hand at Stripe, as people do.
  const [newest] = (await server.stripe.client.prices.list({ limit: 1 })).data;
  await server.stripe.client.prices.update(newest?.id ?? '', { active: false });
  expect(await outcomes()).toContain('replaced');
  expect(new Set(await outcomes())).toEqual(new Set(['unchanged']));
  expect(new Set(await outcomes())).toEqual(new Set(['unchanged']));
  const owner = openPool(world.database.ownerUrl, { max: 1 });
  await owner.query("UPDATE plan SET price_monthly_nano = 349000000000 WHERE id = 'scale'");
  await owner.end();
  const answer = await sync();
  expect(answer.prices).toContainEqual(
    expect.objectContaining({ product: 'gridsky_plan_scale', price: '349.00', outcome: 'replaced' }),
  );
});

test('sync says what to set when there is no key, and what Stripe says when it refuses', async () => {
  expect(await world.run(['billing', 'sync'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('STRIPE_SECRET_KEY is not set'),
  });
  const wrong = { ...keys(), STRIPE_SECRET_KEY: 'sk_test_wrong' };
  const { code, err } = await world.run(['billing', 'sync'], { environment: { ...world.environment, ...wrong } });
  expect({ code, err }).toEqual({ code: 1, err: 'Stripe: Invalid API Key provided\n' });
});

function keys(): Record<string, string> {
  return { STRIPE_SECRET_KEY: 'sk_test_local', STRIPE_WEBHOOK_SECRET: 'whsec_local', STRIPE_API_BASE: server.url };
}

async function sync(): Promise<{ prices: { outcome: string }[] }> {
  const environment = { ...world.environment, ...keys() };
  const { code, out, err } = await world.run(['billing', 'sync', '--json'], { environment });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

async function outcomes(): Promise<string[]> {
  return (await sync()).prices.map(({ outcome }) => outcome);
}
