import {
  BUNDLED_MODELS,
  batchTokenCost,
  nano,
  PLANS,
  type PriceTable,
  tokenCost,
  tokensFor,
} from '@gridsky/api/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costScale } from './cost-scale.ts';
import { estimate, inTokens } from './estimate.ts';
import { modelOf } from './model-of.ts';
import { crossing } from './plan-fit.ts';
import { DEFAULTS, type Settings } from './settings.ts';
import { VENDOR_PRICES } from './vendor-prices.ts';
import { withOwnModels } from './with-own-models.ts';

const table: PriceTable = {
  models: BUNDLED_MODELS.map((model) => ({ ...model, bundled: true, everyPlan: false, aliases: [] })),
  plans: [...PLANS],
};
const [v1, large] = table.models as [PriceTable['models'][number], PriceTable['models'][number]];
const of = (settings: Partial<Settings>, model = v1) => estimate({ ...DEFAULTS, ...settings }, table, model);

test('prices are those of the plan table: changed there, changed here', () => {
  const result = of({ documents: 1_000, length: 1_000, refreshPercent: 50, queries: 10_000, queryTokens: 10 });
  expect(result.job).toMatchObject({ tokensOnce: 1_000_000, tokensMonthly: 600_000, vectors: 1_000 });
  expect(result.list).toEqual({ once: 20_000_000n, monthly: 12_000_000n });
  expect(result.batch).toEqual({ once: 10_000_000n, monthly: 6_000_000n });
  expect(result.credit).toEqual({ amount: 5_000_000_000n, tokens: 250_000_000, batchTokens: 500_000_000 });
  for (const fit of result.plans)
    expect(fit.priceNano).toBe(PLANS.find(({ id }) => id === fit.plan.id)?.priceMonthlyNano);

  const dearer = { ...v1, pricePerMillionNano: nano(30_000_000n) };
  expect(estimate({ ...DEFAULTS, documents: 1_000, length: 1_000 }, table, dearer).list.once).toBe(30_000_000n);
});

test('a model of the tenant’s own is in no plan with a price and takes no trial credit; a link may name a model by its other name', () => {
  const usable = { ...v1, id: 'our-cohere', displayName: 'our-cohere', kind: 'own' as const };
  const mine = withOwnModels(table, [{ ...v1, kind: 'bundled' }, usable]);
  expect(mine.models.map(({ id }) => id)).toEqual([...table.models.map(({ id }) => id), 'our-cohere']);
  const own = modelOf(mine, 'our-cohere');
  const result = own && estimate({ ...DEFAULTS, documents: 1_000, length: 1_000 }, mine, own);
  expect(result).toMatchObject({ credit: null, list: { once: 20_000_000n } });
  expect(result?.plans.some(({ included, fits }) => included || fits)).toBe(false);
  expect(estimate(DEFAULTS, table, { ...v1, pricePerMillionNano: nano(0n) }).credit).toBeNull();

  const named = { models: [v1, { ...large, aliases: ['ada', 'our-cohere'] }, ...mine.models.slice(-1)] };
  expect(modelOf(named, 'ada')?.id).toBe(large.id);
  expect(modelOf(named, 'our-cohere')?.id).toBe('our-cohere');
  expect(modelOf(named, 'nonesuch')?.id).toBe(v1.id);
});

test('a flat plan meets the list price where the arithmetic says, for every plan and model', () => {
  for (const model of [v1, large]) {
    for (const { crossingTokens, priceNano } of of({}, model).plans) {
      const at = BigInt(crossingTokens ?? -1);
      expect(at * model.pricePerMillionNano).toBeGreaterThanOrEqual(priceNano * 1_000_000n);
      expect((at - 1n) * model.pricePerMillionNano).toBeLessThan(priceNano * 1_000_000n);
    }
  }
  expect(of({}).plans.map(({ plan, crossingTokens }) => [plan.id, crossingTokens])).toEqual([
    ['starter', 950_000_000],
    ['builder', 3_950_000_000],
    ['scale', 14_950_000_000],
  ]);
  expect(crossing(nano(19n), nano(0n))).toBeNull();
});

test('the plan that fits includes the model and lets the job through', () => {
  const fitting = (settings: Partial<Settings>, model = v1) =>
    of(settings, model).plans.find(({ fits }) => fits)?.plan.id;
  expect(fitting({})).toBe('starter');
  expect(fitting({}, large)).toBe('builder');
  // 100 B tokens once: Starter's 2 M a minute take 34 days.
  expect(fitting({ documents: 100_000_000, length: 1_000, refreshPercent: 0 })).toBe('builder');
  // 50 M queries a month are more than Starter's 1,000 requests a minute.
  expect(fitting({ queries: 50_000_000 })).toBe('builder');
  expect(fitting({ documents: 1_000_000_000, length: 10_000 })).toBeUndefined();
});

test('credit and cost agree: what a credit pays costs no more than it, and one token more does', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10n ** 12n), fc.bigInt(1n, 10n ** 9n), (amount, price) => {
      const tokens = tokensFor(nano(amount), nano(price));
      if (tokens > Number.MAX_SAFE_INTEGER - 1) return;
      expect(tokenCost(tokens, nano(price))).toBeLessThanOrEqual(amount);
      expect(tokenCost(tokens + 1, nano(price))).toBeGreaterThan(amount);
      expect(2n * batchTokenCost(tokens, nano(price)) - tokenCost(tokens, nano(price))).toBeLessThanOrEqual(1n);
    }),
  );
});

test('other vendors are charged their own list price for their own count of tokens', () => {
  const counted = { documents: 2, tokens: 1_000_000, vectors: 2, embeddedTokens: 1_000_000, openaiPerMille: 1_250 };
  const result = of({ source: 'text', counted, refreshPercent: 100, queries: 0 });
  expect(result.openai).toEqual({ perMille: 1_250, counted: true });
  for (const { price, cost } of result.vendors) {
    expect(cost).toEqual({
      once: (price.pricePerMillionNano * 5n) / 4n,
      monthly: (price.pricePerMillionNano * 5n) / 4n,
    });
  }
  expect(of({}).openai).toEqual({ perMille: 890, counted: false });
});

test('every vendor of the list is there, each price with the month in which it was seen and its page', () => {
  expect(new Set(VENDOR_PRICES.map(({ vendor }) => vendor))).toEqual(
    new Set(['OpenAI', 'Voyage', 'Cohere', 'Mistral', 'Google']),
  );
  for (const { asOf, source, pricePerMillionNano } of VENDOR_PRICES) {
    expect(new Date(`1 ${asOf} UTC`).getTime()).toBeGreaterThan(Date.UTC(2026, 0, 1));
    expect(source.url).toMatch(/^https:\/\/[a-z.]+\/[a-z/-]+$/);
    expect(pricePerMillionNano).toBeGreaterThan(0n);
  }
});

test('nothing counted yet costs nothing, and the chart still has its axes', () => {
  const result = of({ source: 'text', counted: null, queries: 0 });
  expect(result.list).toEqual({ once: 0n, monthly: 0n });
  const { tokens, dollars } = costScale(result);
  for (const { crossingTokens, priceNano } of result.plans) {
    expect(tokens.place(crossingTokens ?? 0)).toBeGreaterThan(0);
    expect(tokens.place(crossingTokens ?? 0)).toBeLessThan(1);
    expect(dollars.place(Number(priceNano) / 1e9)).toBeLessThan(1);
  }
});

test('the chart’s axes hold the job, however small or large, and read back what they place', () => {
  const any = fc.record({
    documents: fc.integer({ min: 1, max: 1_000_000_000 }),
    length: fc.integer({ min: 1, max: 100_000 }),
    queries: fc.integer({ min: 1, max: 1_000_000_000 }),
  });
  fc.assert(
    fc.property(any, (settings) => {
      const result = of(settings);
      const { tokens } = costScale(result);
      for (const volume of [result.job.tokensMonthly, result.job.tokensOnce + result.job.tokensMonthly]) {
        expect(tokens.place(Math.max(1_000, volume))).toBeGreaterThanOrEqual(0);
        expect(tokens.place(volume)).toBeLessThanOrEqual(1);
        expect(tokens.valueAt(tokens.place(volume)) / volume).toBeCloseTo(1, 6);
      }
    }),
  );
});

test('words and pages become tokens, rounded up', () => {
  expect([inTokens(7, 'tokens'), inTokens(1, 'words'), inTokens(100, 'words'), inTokens(2, 'pages')]).toEqual([
    7, 2, 149, 1_490,
  ]);
});
