import { expect, test } from 'vitest';
import { formatDollars, nano } from './money.ts';
import { effectiveLimits, LIMIT_NAMES, PLAN_IDS, PLANS } from './plan.ts';

const V1 = 'plugsky-embed-v1';
const BOTH = [V1, 'plugsky-embed-large'];

/** The published table, row by row. Columns: trial, starter, builder, scale. */
const TABLE = {
  name: ['Trial', 'Starter', 'Builder', 'Scale'],
  priceMonthly: ['0.00', '19.00', '79.00', '299.00'],
  credit: ['5.00', '0.00', '0.00', '0.00'],
  trialDays: [14, null, null, null],
  metered: [true, false, false, false],
  models: [BOTH, [V1], BOTH, BOTH],
  requestsPerMinuteKeyMax: [60, 60, 300, 1_000],
  requestsPerMinuteUserMax: [120, 120, 600, 2_000],
  requestsPerMinuteTenantMax: [300, 1_000, 3_000, 10_000],
  tokensPerMinuteTenantMax: [500_000, 2_000_000, 10_000_000, 50_000_000],
  tokensPerRequestMax: [100_000, 300_000, 300_000, 1_000_000],
  requestsInFlightMax: [8, 16, 64, 256],
  keysMax: [3, 10, 50, 500],
  membersMax: [2, 5, 20, 100],
  privateModelsMax: [0, 0, 0, 0],
};

test('there are five plans, cheapest first', () => {
  expect(PLANS.map(({ id }) => id)).toEqual(['trial', 'starter', 'builder', 'scale', 'enterprise']);
  expect(PLANS.map(({ id }) => id)).toEqual([...PLAN_IDS]);
});

test.each(Object.entries(TABLE))('%s is as published, on every plan', (row, published) => {
  const values = PLANS.slice(0, 4).map(({ priceMonthlyNano, creditNano, ...plan }) => ({
    ...plan,
    priceMonthly: formatDollars(nano(priceMonthlyNano ?? -1n)),
    credit: formatDollars(creditNano),
  }));
  expect(values.map((plan) => Object.entries(plan).find(([name]) => name === row)?.[1])).toEqual(published);
});

test('every term of a plan is in the published table', () => {
  const names = Object.keys(PLANS[0] ?? {}).filter((name) => name !== 'id');
  const published = Object.keys(TABLE).map((row) => (/^(priceMonthly|credit)$/.test(row) ? `${row}Nano` : row));
  expect(names.sort()).toEqual(published.sort());
});

test('enterprise is by contract, flat, starts from the limits of scale and has models of its own', () => {
  const [scale, enterprise] = PLANS.slice(3);
  const contract = { id: 'enterprise', name: 'Enterprise', priceMonthlyNano: null, privateModelsMax: 50 };
  expect(enterprise).toEqual({ ...scale, ...contract });
});

test("a tenant's override replaces the limits it names and leaves the others", () => {
  const [trial] = PLANS;
  if (!trial) throw new Error('no trial plan');
  const plan = Object.fromEntries(LIMIT_NAMES.map((name) => [name, trial[name]]));
  expect(effectiveLimits(trial)).toEqual(plan);
  expect(effectiveLimits(trial, null)).toEqual(plan);
  expect(effectiveLimits(trial, { keysMax: null })).toEqual(plan);
  expect(effectiveLimits(trial, { keysMax: 0, membersMax: 9 })).toEqual({ ...plan, keysMax: 0, membersMax: 9 });
});
