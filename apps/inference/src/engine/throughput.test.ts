import { expect, it } from 'vitest';
import { createThroughput } from './throughput.ts';

const texts = (count: number, length: number) => Array.from({ length: count }, () => ({ length }));

it('takes the rate from full batches of all workers, not from single texts', () => {
  const throughput = createThroughput(() => 2, { batchTokensMax: 512, batchTextsMax: 64 });
  throughput.measured('m', texts(50, 10), 5);
  expect(throughput.tokensPerMs('m')).toBe(200);
  for (let count = 0; count < 1000; count++) throughput.measured('m', texts(1, 10), 5);
  expect(throughput.tokensPerMs('m')).toBe(200);
  expect(throughput.totals()).toMatchObject({ batches: 1001, texts: 1050, tokens: 10_500, tokensPerSecond: 200_000 });
});

it('follows a changed rate', () => {
  const throughput = createThroughput(() => 1, { batchTokensMax: 512, batchTextsMax: 64 });
  throughput.measured('m', texts(50, 10), 5);
  for (let count = 0; count < 200; count++) throughput.measured('m', texts(50, 10), 50);
  expect(throughput.tokensPerMs('m')).toBeCloseTo(10, 1);
});

it('knows each model by itself, from its trial at the start and then from its batches', () => {
  const throughput = createThroughput(() => 1, { batchTokensMax: 512, batchTextsMax: 64 });
  throughput.tried('slow', { tokensPerMs: 2, batchTokens: 256 });
  expect(throughput.tokensPerMs('slow')).toBe(2);
  for (let count = 0; count < 100; count++) throughput.measured('fast', texts(50, 10), 1);
  expect(throughput.tokensPerMs('slow')).toBe(2);
  expect(throughput.tokensPerMs('fast')).toBe(500);
});

it('gives each model the batch that its trial chose, unless one is set for all', () => {
  const pace = { tokensPerMs: 2, batchTokens: 256 };
  const chosen = createThroughput(() => 1, { batchTextsMax: 64 });
  chosen.tried('m', pace);
  expect([chosen.batchTokensMax('m'), chosen.batchTokensMax('other')]).toEqual([256, 512]);
  const set = createThroughput(() => 1, { batchTokensMax: 1_000, batchTextsMax: 64 });
  set.tried('m', pace);
  expect(set.batchTokensMax('m')).toBe(1_000);
});
