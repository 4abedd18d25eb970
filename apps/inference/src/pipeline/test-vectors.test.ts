import { expect, it } from 'vitest';
import { testVectors } from './test-vectors.ts';

it('gives the same unit vector for the same ids, wherever they stand, and another one for others', () => {
  const [a, b] = [Int32Array.of(1, 2, 3), Int32Array.of(3, 2, 1)];
  const both = testVectors([a, b], 16);
  const reversed = testVectors([b, a], 16);
  expect(both.subarray(0, 16)).toEqual(reversed.subarray(16));
  expect(both.subarray(0, 16)).not.toEqual(both.subarray(16));
  for (const row of [both.subarray(0, 16), both.subarray(16)])
    expect(row.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
});
