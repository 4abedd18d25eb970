import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const nobody = '0199c0de-0000-7000-8000-000000000001';

let world: TestWorld;
let tenant = '';

beforeAll(async () => {
  world = await createTestWorld();
  tenant = String((await world.json(['tenant', 'create', '--name', 'Sky Ltd', '--plan', 'starter'])).id);
});
afterAll(() => world.close());

test('create answers with its id on one line, and with the credit it was given', async () => {
  const { code, out, err } = await world.run([
    'tenant',
    'create',
    '--name',
    'Trial',
    '--plan',
    'trial',
    '--credit',
    '0.01',
    '--json',
  ]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^\{.*\}\n$/);
  const id = expect.stringMatching(uuid);
  expect(JSON.parse(out)).toEqual({ id, name: 'Trial', plan: 'trial', credit: '0.01' });
});

test('create without credit gives what the plan gives', async () => {
  expect(await world.json(['tenant', 'create', '--name', 'T', '--plan', 'trial'])).toMatchObject({ credit: '5.00' });
});

test('suspend, resume and set-plan change what list shows', async () => {
  const shown = async () => {
    const { tenants } = await world.json(['tenant', 'list']);
    return (tenants as { id: string }[]).find(({ id }) => id === tenant);
  };
  await world.json(['tenant', 'suspend', '--id', tenant, '--yes']);
  await world.json(['tenant', 'set-plan', '--id', tenant, '--plan', 'scale']);
  expect(await shown()).toMatchObject({ name: 'Sky Ltd', status: 'suspended', plan: 'scale', credit: '0.00' });
  await world.json(['tenant', 'resume', '--id', tenant]);
  expect(await shown()).toMatchObject({ status: 'active' });
  expect((await world.run(['tenant', 'list'])).out).toMatch(new RegExp(`^${tenant}  Sky Ltd +scale +active`, 'm'));
});

test('suspend asks a person for the tenant’s name, and a program for --yes', async () => {
  const { id } = await world.json(['tenant', 'create', '--name', 'Asked', '--plan', 'starter']);
  const suspend = (change: Parameters<TestWorld['run']>[1]) =>
    world.run(['tenant', 'suspend', '--id', String(id)], change);
  expect(await suspend({})).toMatchObject({ code: 2, err: expect.stringContaining('or give --yes') });
  const typing = (typed: string) => {
    const questions: string[] = [];
    const readLine = async (question: string) => {
      questions.push(question);
      return typed;
    };
    return { questions, change: { terminal: true, readLine } };
  };
  const wrong = typing('Another');
  expect(await suspend(wrong.change)).toMatchObject({ code: 1, err: expect.stringContaining('not the name') });
  expect(wrong.questions).toEqual([expect.stringContaining('All keys of Asked get 403')]);
  const { tenants } = await world.json(['tenant', 'list']);
  expect((tenants as { id: string }[]).find((row) => row.id === id)).toMatchObject({ status: 'active' });
  expect(await suspend(typing('Asked').change)).toMatchObject({ code: 0 });
});

test('override sets limits beside the plan, shows both, and gives back what the plan says', async () => {
  const made = await world.json(['tenant', 'create', '--name', 'O', '--plan', 'starter']);
  const override = (...flags: string[]) => world.json(['tenant', 'override', '--id', String(made.id), ...flags]);
  expect(await override('--keys', '11', '--tokens-request', '1000', '--models', 'plugsky-embed-large')).toMatchObject({
    plan: 'starter',
    overrides: { keysMax: 11, tokensPerRequestMax: 1_000, membersMax: null, models: ['plugsky-embed-large'] },
    effective: { keysMax: 11, tokensPerRequestMax: 1_000, membersMax: 5 },
  });
  expect(await override('--keys', 'plan', '--models', 'plan')).toMatchObject({
    overrides: { keysMax: null, tokensPerRequestMax: 1_000, models: [] },
    effective: { keysMax: 10 },
  });
  const { out } = await world.run(['tenant', 'override', '--id', String(made.id)]);
  expect(out).toMatch(/^tokensPerRequestMax +300000 +1000 +1000$/m);
});

test.each([
  [['tenant', 'override', '--id', nobody, '--keys', '5'], 1, 'No such tenant.'],
  [['tenant', 'override', '--id', nobody, '--keys', '5.5'], 2, '--keys is "5.5": it must be a whole number, or plan.'],
  [['tenant', 'create', '--name', 'x', '--plan', 'gold'], 1, 'There is no plan "gold". Choose one of: trial,'],
  [['tenant', 'suspend', '--id', nobody], 1, 'No such tenant.'],
  [
    ['tenant', 'create', '--name', 'x', '--plan', 'trial', '--credit', '1 €'],
    2,
    '--credit is "1 €": it must be dollars',
  ],
  [['tenant', 'create', '--name', 'x'.repeat(81), '--plan', 'trial'], 2, '--name: '],
])('%s is refused in words', async (args, code, sentence) => {
  const outcome = await world.run(args);
  expect(outcome).toMatchObject({ code, out: '' });
  expect(outcome.err).toContain(sentence);
  expect(outcome.err).not.toContain('    at ');
});
