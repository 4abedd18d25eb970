import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test('list shows every plan with its price, limits and how many tenants are on it', async () => {
  await world.json(['tenant', 'create', '--name', 'T', '--plan', 'starter']);
  const { plans } = (await world.json(['plan', 'list'])) as { plans: Record<string, unknown>[] };
  expect(plans.map(({ id }) => id)).toEqual(['trial', 'starter', 'builder', 'scale', 'enterprise']);
  expect(plans[1]).toMatchObject({ priceMonthly: '19.00', credit: '0.00', keysMax: 10, tenants: 1 });
  expect(plans[4]).toMatchObject({ priceMonthly: null });
  expect((await world.run(['plan', 'list'])).out).toMatch(/^starter +1 +19\.00 +0\.00 +60 +120 +1000 /m);
});

test('set changes what is named and nothing else', async () => {
  const { changed, plan } = await world.json([
    ...['plan', 'set', '--plan', 'builder', '--price', '89.50', '--requests-key', '400', '--keys', '60'],
  ]);
  expect(changed).toEqual(['priceMonthlyNano', 'requestsPerMinuteKeyMax', 'keysMax']);
  expect(plan).toMatchObject({ priceMonthly: '89.50', requestsPerMinuteKeyMax: 400, keysMax: 60, membersMax: 20 });
  expect((await world.run(['plan', 'set', '--plan', 'builder', '--keys', '60'])).out).toBe('Nothing was changed.\n');
  expect(await world.json(['plan', 'set', '--plan', 'trial', '--trial-days', 'none'])).toMatchObject({
    plan: { trialDays: null },
  });
});

test.each([
  [['plan', 'set', '--plan', 'gold', '--keys', '1'], 1, 'There is no plan "gold". Choose one of: trial,'],
  [['plan', 'set', '--plan', 'starter', '--models', 'gone'], 1, 'There is no model "gone". Choose among: plugsky'],
  [['plan', 'set', '--plan', 'starter', '--requests-key', '500'], 1, '500 is more than 120, what one user may send'],
  [['plan', 'set', '--plan', 'starter', '--keys', 'many'], 2, '--keys is "many": it must be a whole number.'],
  [['plan', 'set', '--plan', 'starter', '--keys', '0'], 2, '--keys: It must be at least 1.'],
  [['plan', 'set', '--plan', 'starter', '--price', 'free'], 2, '--price is "free": it must be dollars'],
  [['plan', 'set', '--keys', '5'], 2, 'plan set needs --plan'],
])('%s is refused in words', async (args, code, sentence) => {
  const outcome = await world.run(args);
  expect(outcome).toMatchObject({ code, out: '' });
  expect(outcome.err).toContain(sentence);
  expect(outcome.err).not.toContain('    at ');
});
