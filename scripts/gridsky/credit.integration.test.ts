import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

const nobody = '0199c0de-0000-7000-8000-000000000001';
const grantId = '0199c0de-0000-4000-8000-000000000002';

let world: TestWorld;
let tenant = '';

beforeAll(async () => {
  world = await createTestWorld();
  const made = ['tenant', 'create', '--name', 'Sky', '--plan', 'trial', '--credit', '0.01'];
  tenant = String((await world.json(made)).id);
});
afterAll(() => world.close());

test('grant adds to the credit, once for one grant id; show tells every sum and every grant', async () => {
  const grant = ['credit', 'grant', '--tenant', tenant, '--dollars', '2.5', '--note', 'Sorry', '--grant-id', grantId];
  expect(await world.json(grant)).toEqual({
    ...{ tenant, grantId, given: true, dollars: '2.50', available: '2.51' },
    trialEndsAt: expect.any(String),
  });
  expect(await world.json(grant)).toMatchObject({ given: false, available: '2.51' });
  expect(await world.json(['credit', 'show', '--tenant', tenant])).toMatchObject({
    ...{ tenant, granted: '2.51', available: '2.51', held: '0.00', settled: '0.00', unpaid: '0.00' },
    grants: [
      { dollars: '2.50', reason: expect.stringMatching(/Sorry$/) },
      { dollars: '0.01', reason: expect.stringMatching(/^plan:/) },
    ],
  });
  const { out } = await world.run(['credit', 'show', '--tenant', tenant]);
  expect(out).toMatch(/^available +\$2\.51$/m);
  expect(out).toMatch(/2\.50 +operator:.* Sorry$/m);
});

test('a grant to a trial that has ended says that it can’t be used, and --days that it can', async () => {
  const later = new Date(Date.now() + 30 * 86_400_000);
  const grant = ['credit', 'grant', '--tenant', tenant, '--dollars', '1', '--note', 'x'];
  expect((await world.run(grant, { now: () => later })).out).toContain('grant again with --days');
  expect((await world.run([...grant, '--days', '40'])).out).toMatch(/Its trial ends \d{4}/);
});

test.each([
  [
    ['credit', 'grant', '--tenant', nobody, '--dollars', '1000001', '--note', 'x'],
    2,
    '--dollars: It must be at most $1,000,000.',
  ],
  [['credit', 'grant', '--tenant', nobody, '--dollars', '1', '--note', 'x', '--days', '1.5'], 2, '--days is "1.5"'],
  [
    ['credit', 'grant', '--tenant', nobody, '--dollars', '1', '--note', 'x', '--days', '0'],
    2,
    '--days: It must be at least 1 day.',
  ],
  [
    ['tenant', 'create', '--name', 'x', '--plan', 'trial', '--credit', '999999999999'],
    2,
    '--credit: It must be at most $1,000,000.',
  ],
  [['credit', 'grant', '--tenant', nobody, '--dollars', '1', '--note', 'x'], 1, 'No such tenant.'],
  [['credit', 'grant', '--tenant', nobody, '--dollars', '0', '--note', 'x'], 2, '--dollars is 0'],
  [['credit', 'grant', '--tenant', nobody, '--dollars', '1e3', '--note', 'x'], 2, '--dollars is "1e3"'],
  [['credit', 'grant', '--tenant', nobody, '--dollars', '1'], 2, '--note'],
  [['credit', 'show', '--tenant', nobody], 1, 'No such tenant.'],
  [['credit', 'show', '--tenant', 'x'], 2, '--tenant'],
])('%s is refused in words', async (args, code, sentence) => {
  const outcome = await world.run(args);
  expect(outcome).toMatchObject({ code, out: '' });
  expect(outcome.err).toContain(sentence);
});
