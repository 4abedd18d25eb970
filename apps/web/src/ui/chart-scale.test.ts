import { expect, test } from 'vitest';
import { labelledPoints, valueTicks } from './chart-scale.ts';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [10, [0, 3, 6, 9, 12]],
  [97, [0, 25, 50, 75, 100]],
  [1_900_000, [0, 500_000, 1_000_000, 1_500_000, 2_000_000]],
])('an axis up to %d has round numbers', (most, ticks) => {
  expect(valueTicks(most)).toEqual(ticks);
});

test('an axis has at most six lines and reaches its largest value', () => {
  for (let most = 1; most < 1e7; most = Math.ceil(most * 1.17)) {
    const ticks = valueTicks(most);
    expect(ticks.length, String(most)).toBeLessThanOrEqual(6);
    expect(ticks.at(-1), String(most)).toBeGreaterThanOrEqual(most);
  }
});

test('as many points are named as there is room for, the first always', () => {
  expect(labelledPoints(7, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(labelledPoints(24, 6)).toEqual([0, 4, 8, 12, 16, 20]);
  expect(labelledPoints(0, 6)).toEqual([]);
});
