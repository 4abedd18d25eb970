import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUNDLED_MODELS } from './model.ts';
import {
  batchTokenCost,
  cents,
  formatDollars,
  NANO_PER_DOLLAR,
  type NanoDollars,
  NO_MONEY,
  nano,
  parseDollars,
  shareOf,
  tokenCost,
  tokensWorth,
  wholeCents,
  withNano,
} from './money.ts';

const amounts = fc.bigInt({ min: 0n, max: 10n ** 21n - 1n });

test('a cost is never below its exact price and less than one nano-dollar above it', () => {
  const prices = fc.bigInt({ min: 0n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.nat(100_000_000), prices, (tokens, price) => {
      const exactMillionths = BigInt(tokens) * price;
      const cost = tokenCost(tokens, nano(price)) * 1_000_000n;
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
  expect(tokenCost(1, nano(1n))).toBe(1n);
  expect(tokenCost(1_000_000, nano(1n))).toBe(1n);
  expect(tokenCost(1_000_001, nano(1n))).toBe(2n);
});

test('a part of a token has no price', () => {
  expect(() => tokenCost(1.5, nano(20_000_000n))).toThrow(RangeError);
});

test('dollars written and read again are the same amount', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(parseDollars(formatDollars(nano(amount)))).toBe(amount);
    }),
  );
});

test('dollars are written with two to nine decimals and no zeros beyond the second', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(formatDollars(nano(amount))).toMatch(/^(0|[1-9]\d*)\.\d\d(\d{0,6}[1-9])?$/);
      expect(formatDollars(nano(-amount))).toBe(amount === 0n ? '0.00' : `-${formatDollars(nano(amount))}`);
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
      const cost = batchTokenCost(tokens, nano(price)) * 2_000_000n;
      expect(cost >= twiceExact && cost - twiceExact < 2_000_000n).toBe(true);
    }),
  );
  expect(formatDollars(batchTokenCost(1_000_000, nano(20_000_000n)))).toBe('0.01');
  expect(batchTokenCost(1, nano(1n))).toBe(1n);
});

test('whole cents are exact, or none', () => {
  expect(wholeCents(nano(299n * NANO_PER_DOLLAR))).toBe(29_900);
  expect(wholeCents(nano(1n))).toBeNull();
});

test('tokens worth an amount are the fewest whose cost reaches it', () => {
  const prices = fc.bigInt({ min: 1_000n, max: 10n ** 12n });
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), prices, (amount, price) => {
      const tokens = tokensWorth(nano(amount), nano(price)) ?? 0;
      expect(BigInt(tokens) * price >= amount * 1_000_000n).toBe(true);
      expect(BigInt(tokens - 1) * price < amount * 1_000_000n).toBe(true);
    }),
  );
  expect(tokensWorth(nano(1n), NO_MONEY)).toBeNull();
});

test('a share is a part of ten thousand, cut; a whole of nothing is used up', () => {
  expect(shareOf(nano(2_500n), nano(5_000n))).toBe(0.5);
  expect(shareOf(nano(79_999n), nano(100_000n))).toBe(0.7999);
  expect(shareOf(nano(10n ** 30n), nano(10n ** 30n))).toBe(1);
  expect(shareOf(NO_MONEY, NO_MONEY)).toBe(1);
});

test('the compiler lets neither a number, nor a bare bigint, nor a sum of unknown unit pass for an amount', () => {
  const [price, tokens] = [cents(2), 3n];
  // @ts-expect-error a number
  const number: NanoDollars = 5;
  // @ts-expect-error a count
  const count: NanoDollars = tokens;
  // @ts-expect-error dollars times tokens
  const product: NanoDollars = price * tokens;
  expect([number, count, product]).toEqual([5, 3n, 60_000_000n]);
  const row: { costNano: NanoDollars; endedNano: NanoDollars | null; tokens: bigint } = withNano({
    costNano: 1n,
    endedNano: null,
    tokens,
  });
  expect(formatDollars(row.costNano)).toBe('0.000000001');
});
