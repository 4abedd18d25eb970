import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUNDLED_MODELS } from './model.ts';
import { cents, formatDollars, NANO_PER_DOLLAR, parseDollars, tokenCost } from './money.ts';

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
