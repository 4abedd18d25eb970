import { expect, test } from 'vitest';
import { vectorEnvelope } from './vector-envelope.ts';

test('every number lies inside its column, and no number is left out', () => {
  const vector = Array.from({ length: 1537 }, (_, index) => Math.sin(index) * (index % 7));
  const columns = vectorEnvelope(vector, 192);
  expect(columns).toHaveLength(192);
  expect(Math.max(...columns.map(({ high }) => high))).toBe(Math.max(...vector));
  expect(Math.min(...columns.map(({ low }) => low))).toBe(Math.min(...vector));
});

test('a vector shorter than the strip has a column for each number', () => {
  expect(vectorEnvelope([0.5, -0.25], 192)).toEqual([
    { low: 0, high: 0.5 },
    { low: -0.25, high: 0 },
  ]);
});
