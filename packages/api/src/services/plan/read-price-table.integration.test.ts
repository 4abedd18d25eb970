import { type Database, openDatabase } from '@gridsky/db';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BUNDLED_MODELS } from '../../domain/model.ts';
import { cents, nano } from '../../domain/money.ts';
import { PLANS } from '../../domain/plan.ts';
import type { SystemContext } from '../context.ts';
import { changeModel } from '../model/change-model.ts';
import { addModel } from '../model/change-models.ts';
import { seedModels } from '../model/seed-models.ts';
import { changePlan } from './change-plan.ts';
import { readPriceTable } from './read-price-table.ts';
import { seedPlans } from './seed-plans.ts';

let home: TestDatabase;
let database: Database;
let operator: SystemContext;

beforeAll(async () => {
  home = await createTestDatabase();
  database = openDatabase({ appUrl: home.appUrl, systemUrl: home.systemUrl });
  operator = { database, actor: { type: 'system' }, now: () => new Date(), ip: null };
  await seedPlans(database, new Date());
  await seedModels(database, new Date());
});
afterAll(async () => {
  await database?.close();
  await home?.drop();
});

test('estimates are made of the prices that the platform enforces: what the operator changes shows at once', async () => {
  const table = await readPriceTable(database, null);
  expect(table.plans).toEqual(PLANS.map((plan) => expect.objectContaining({ id: plan.id, models: plan.models })));
  for (const plan of table.plans) expect(PLANS.find(({ id }) => id === plan.id)).toMatchObject(plan);
  for (const { bundled: _bundled, everyPlan: _every, aliases: _aliases, ...model } of table.models) {
    expect(BUNDLED_MODELS.find(({ id }) => id === model.id)).toMatchObject(model);
  }

  await changePlan(operator, { planId: 'starter', priceMonthlyNano: cents(2_350) });
  await changePlan(operator, { planId: 'trial', creditNano: cents(700) });
  await changeModel(operator, { id: 'plugsky-embed-v1', pricePerMillionNano: nano(30_000_001n) });
  const changed = await readPriceTable(database, null);
  expect(changed.plans.slice(0, 2)).toMatchObject([{ creditNano: cents(700) }, { priceMonthlyNano: cents(2_350) }]);
  expect(changed.models.find(({ id }) => id === 'plugsky-embed-v1')?.pricePerMillionNano).toBe(30_000_001n);
});

test('models that the operator added are told to tenants only', async () => {
  await addModel(operator, {
    id: 'minilm',
    displayName: 'MiniLM',
    folder: '/models/minilm',
    dimensions: 384,
    allowedDimensions: [384],
    maxInputTokens: 256,
    pricePerMillionNano: nano(0n),
    everyPlan: true,
  });
  const ids = async (wanted: string[] | null) => (await readPriceTable(database, wanted)).models.map(({ id }) => id);
  expect((await ids(null)).sort()).toEqual(['plugsky-embed-large', 'plugsky-embed-v1']);
  expect((await readPriceTable(database, ['minilm'])).models).toMatchObject([
    { id: 'minilm', bundled: false, everyPlan: true },
  ]);
});
