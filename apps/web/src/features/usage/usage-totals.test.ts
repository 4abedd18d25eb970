import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { changeSince, errorShare, usageTotals } from './usage-totals.ts';

test.each([
  [100, 112, 'up', '12 %'],
  [100, 40, 'down', '60 %'],
  [100, 0, 'down', '100 %'],
  [1000, 1002, 'up', 'under 1 %'],
  [10, 990, 'up', '99 ×'],
  [7, 7, 'flat', 'no change'],
  [0, 0, 'flat', 'none before'],
  [0, 5, 'flat', 'none before'],
] as const)('from %d to %d is %s, %s', (previous, current, direction, text) => {
  expect(changeSince(previous, current)).toEqual({ direction, text });
});

test('totals are the sums of all rows, money to the last nano-dollar', () => {
  const row = {
    bucket: new Date(0),
    group: 'a',
    requests: 2,
    errors: 1,
    inputs: 3,
    tokens: 40,
    costNano: nano(9_007_199_254_740_993n),
  };
  expect(usageTotals([row, row])).toEqual({
    requests: 4,
    errors: 2,
    inputs: 6,
    tokens: 80,
    costNano: 18_014_398_509_481_986n,
  });
});

test.each([
  [0, 0, undefined],
  [0, 10, undefined],
  [1, 250, '0.4 % of requests'],
  [1, 100_000, 'under 0.1 % of requests'],
  [3, 3, '100.0 % of requests'],
])('%d errors in %d requests: %s', (errors, requests, text) => {
  expect(errorShare({ errors, requests })).toBe(text);
});
