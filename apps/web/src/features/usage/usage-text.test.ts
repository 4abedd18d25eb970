import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { bucketFullText, bucketText, costText, countText, shortText } from './usage-text.ts';

test('large figures are exact up to ten million', () => {
  expect([0, 9_999_999, 12_345_678].map(countText)).toEqual(['0', '9,999,999', '12.35\u00a0M']);
});

test('axes stay short', () => {
  expect([0, 999, 1_250, 3_400_000].map(shortText)).toEqual(['0', '999', '1.3\u00a0K', '3.4\u00a0M']);
});

test('a cost keeps its place: cents from a dollar on, six decimals below, never less than was taken', () => {
  const costs = [0n, 20n, 123_456_789n, 999_999_999n, 1_231_000_000n, 42_000_000_000n].map(nano).map(costText);
  expect(costs).toEqual(['$0.00', '$0.000001', '$0.123457', '$1.00', '$1.24', '$42.00']);
});

test('times are those of UTC, wherever the reader is', () => {
  const at = new Date('2026-03-03T23:00:00Z');
  expect([bucketText(at, 'hour'), bucketText(at, 'day')]).toEqual(['23:00', '3 Mar']);
  expect(bucketText(at, 'hour', true)).toBe('3 Mar 23:00');
  expect([bucketFullText(at, 'hour'), bucketFullText(at, 'day')]).toEqual(['2026-03-03 23:00', '2026-03-03']);
});
