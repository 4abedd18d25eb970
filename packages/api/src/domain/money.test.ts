import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUNDLED_MODELS } from './model.ts';
import {
  batchTokenCost,
  cents,
  formatDollars,
  NANO_PER_DOLLAR,
  parseDollars,
  shareOf,
  tokenCost,
  tokensWorth,
  wholeCents,
} from './money.ts';

const amounts = fc.bigInt({ min: 0n, max: 10n ** 21n - 1n });

test('a cost is never below its exact price and less than one nano-dollar above it', () => {
  const prices = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.nat(100_000_000), prices, (tokens, price) => {
      const exactMillionths = BigInt(tokens) * price;
      const cost = tokenCost(tokens, price) * 1_000_000n;
      expect(cost >= exactMillionths && cost - exactMillionths < 1_000_000n).toBe(true);
    }),
  );
});

test('list prices: a million tokens of v1 cost $0.02 and of large $0.13, and no tokens nothing', () => {
  const prices = BUNDLED_MODELS.map(({ id, pricePerMillionNano: price }) => [
    id,
    formatDollars(tokenCost(1_000_000, price)),
    tokenCost(0, price),
  ]);
  expect(prices).toEqual([
    ['plugsky-embed-v1', '0.02', 0n],
    ['plugsky-embed-large', '0.13', 0n],
  ]);
});

test('the smallest part of a nano-dollar is rounded up, so that no token is free', () => {
  expect(tokenCost(1, 1n)).toBe(1n);
  expect(tokenCost(1_000_000, 1n)).toBe(1n);
  expect(tokenCost(1_000_001, 1n)).toBe(2n);
});

test('a part of a token has no price', () => {
  expect(() => tokenCost(1.5, 20_000_000n)).toThrow(RangeError);
});

test('dollars written and read again are the same amount', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(parseDollars(formatDollars(amount))).toBe(amount);
    }),
  );
});

test('dollars are written with two to nine decimals and no zeros beyond the second', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(formatDollars(amount)).toMatch(/^(0|[1-9]\d*)\.\d\d(\d{0,6}[1-9])?$/);
      expect(formatDollars(-amount)).toBe(amount === 0n ? '0.00' : `-${formatDollars(amount)}`);
    }),
  );
});

test.each([
  ['5', 5n * NANO_PER_DOLLAR],
  ['$4.99', 4_990_000_000n],
  [' 0.01 ', 10_000_000n],
  ['0.000000001', 1n],
  ['007', 7n * NANO_PER_DOLLAR],
])('%j is read as dollars', (text, amount) => {
  expect(parseDollars(text)).toBe(amount);
});

test.each(['', '$', '.5', '5.', '-1', '+1', '1e3', '1,000', '0.0000000001', '5 000', '1.2.3', '٥', 'NaN', '$$5'])(
  '%j is no exact amount of dollars',
  (text) => {
    expect(parseDollars(text)).toBeNull();
  },
);

test('only whole cents are cents', () => {
  expect(cents(1_900)).toBe(19n * NANO_PER_DOLLAR);
  expect(() => cents(0.5)).toThrow(RangeError);
  expect(() => cents(2 ** 53)).toThrow(RangeError);
});

test('a batch costs half the list price, rounded up once: never below the exact half, less than one nano-dollar above it', () => {
  const prices = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.nat(100_000_000), prices, (tokens, price) => {
      const twiceExact = BigInt(tokens) * price;
      const cost = batchTokenCost(tokens, price) * 2_000_000n;
      expect(cost >= twiceExact && cost - twiceExact < 2_000_000n).toBe(true);
    }),
  );
  expect(formatDollars(batchTokenCost(1_000_000, 20_000_000n))).toBe('0.01');
  expect(batchTokenCost(1, 1n)).toBe(1n);
});

test('whole cents are exact, or none', () => {
  expect(wholeCents(299n * NANO_PER_DOLLAR)).toBe(29_900);
  expect(wholeCents(1n)).toBeNull();
});

test('tokens worth an amount are the fewest whose cost reaches it', () => {
  const prices = fc.bigInt({ min: 1_000n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), prices, (amount, price) => {
      const tokens = tokensWorth(amount, price) ?? 0;
      expect(BigInt(tokens) * price >= amount * 1_000_000n).toBe(true);
      expect(BigInt(tokens - 1) * price < amount * 1_000_000n).toBe(true);
    }),
  );
  expect(tokensWorth(1n, 0n)).toBeNull();
});

test('a share is a part of ten thousand, cut; a whole of nothing is used up', () => {
  expect(shareOf(2_500n, 5_000n)).toBe(0.5);
  expect(shareOf(79_999n, 100_000n)).toBe(0.7999);
  expect(shareOf(10n ** 30n, 10n ** 30n)).toBe(1);
  expect(shareOf(0n, 0n)).toBe(1);
});
