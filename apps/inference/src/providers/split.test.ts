import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitTexts } from './split.ts';

it('every text is in one call, in order, and no call is beyond a bound unless a text alone is', () => {
  const limits = fc.record({
    textsMax: fc.integer({ min: 1, max: 9 }),
    tokensMax: fc.option(fc.integer({ min: 1, max: 60 })),
    bytesMax: fc.integer({ min: 1, max: 200 }),
  });
  const sizes = fc.array(fc.record({ bytes: fc.nat(80), tokens: fc.nat(30) }), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, limits, (texts, bounds) => {
      const pieces = splitTexts(
        texts.map(({ bytes }) => 'x'.repeat(bytes)),
        texts.map(({ tokens }) => tokens),
        bounds,
      );
      expect(pieces.flatMap(({ start, end }) => texts.slice(start, end))).toEqual(texts);
      for (const { start, end } of pieces) {
        const inside = texts.slice(start, end);
        expect(inside.length).toBeGreaterThan(0);
        expect(inside.length).toBeLessThanOrEqual(bounds.textsMax);
        if (inside.length === 1) continue;
        const sum = (of: 'bytes' | 'tokens') => inside.reduce((total, text) => total + text[of], 0);
        expect(sum('tokens')).toBeLessThanOrEqual(bounds.tokensMax ?? Number.POSITIVE_INFINITY);
        expect(sum('bytes')).toBeLessThanOrEqual(bounds.bytesMax);
      }
    }),
  );
});

it('2,048 texts are 22 calls of at most 96', () => {
  const pieces = splitTexts(Array(2_048).fill('text'), Array(2_048).fill(1), {
    textsMax: 96,
    tokensMax: null,
    bytesMax: 1e6,
  });
  expect(pieces).toHaveLength(22);
});
