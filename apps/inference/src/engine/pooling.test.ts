import { expect, it } from 'vitest';
import { poolVectors } from './pooling.ts';

const base = { steps: 0, dims: 2, pooling: 'none' as const, normalize: true };

it('lists rows that are not finite or have no direction, and leaves the others whole', () => {
  const { vectors, unusable } = poolVectors({
    ...base,
    values: Float32Array.of(3, 4, Number.NaN, 1, 0, 0, Number.POSITIVE_INFINITY, 0, 0, 2),
    lengths: Int32Array.of(1, 1, 1, 1, 1),
    widths: Int32Array.of(2, 2, 2, 2, 2),
  });
  expect(unusable).toEqual([1, 2, 3]);
  expect([...vectors.subarray(0, 2)]).toEqual([Math.fround(0.6), Math.fround(0.8)]);
  expect([...vectors.subarray(8)]).toEqual([0, 1]);
});

it('cuts each row to its own width before scaling it', () => {
  const { vectors } = poolVectors({
    ...base,
    values: Float32Array.of(3, 4, 3, 4),
    lengths: Int32Array.of(1, 1),
    widths: Int32Array.of(1, 2),
  });
  expect([...vectors]).toEqual([1, Math.fround(0.6), Math.fround(0.8)]);
});
