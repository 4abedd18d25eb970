import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slicesOf } from './slices.ts';

it('slices are small, neighbouring, and together the whole list', () => {
  const texts = fc.array(
    fc.integer({ min: 0, max: 40_000 }).map((length) => 'x'.repeat(length)),
    { maxLength: 600 },
  );
  fc.assert(
    fc.property(texts, (list) => {
      const slices = [...slicesOf(list)];
      expect(slices.flatMap((slice) => slice.texts)).toEqual(list);
      for (const slice of slices) {
        const characters = slice.texts.reduce((sum, text) => sum + text.length, 0);
        expect(slice.texts).toEqual(list.slice(slice.from, slice.from + slice.texts.length));
        expect(slice.texts.length <= 256 && (characters <= 65_536 || slice.texts.length === 1)).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
});
