import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lengthClass } from './length-class.ts';

it('texts of one class differ by at most 12 % or three tokens', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 20_000 }), (shorter, more) => {
      if (lengthClass(shorter) === lengthClass(shorter + more)) {
        expect(more).toBeLessThanOrEqual(Math.max(3, shorter * 0.12));
      }
    }),
    { numRuns: 2000 },
  );
});

it('a longer text is never in a lower class', () => {
  for (let tokens = 1; tokens < 10_000; tokens++) {
    expect(lengthClass(tokens + 1)).toBeGreaterThanOrEqual(lengthClass(tokens));
  }
});
