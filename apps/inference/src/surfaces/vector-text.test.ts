import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerSlices, base64Text, floatText, VECTORS_PER_TURN } from './vector-text.ts';

const vectors = fc.float32Array({ minLength: 1, maxLength: 64, noNaN: true, noDefaultInfinity: true });

it('floats read back to the same float32, bit by bit', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const parsed = Float32Array.from(JSON.parse(floatText(vector)) as number[]);
      // −0 is written as 0: JSON readers disagree about it, and no vector means anything by it.
      expect(parsed.map((value) => value + 0)).toEqual(vector.map((value) => value + 0));
    }),
    { numRuns: 2_000 },
  );
});

it('base64 is the little-endian float32 bytes, also of a part of a larger buffer', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const inside = new Float32Array([9, ...vector, 9]).subarray(1, -1);
      const bytes = Buffer.from(JSON.parse(base64Text(inside)) as string, 'base64');
      expect(Array.from(vector, (_, index) => bytes.readFloatLE(index * 4))).toEqual(Array.from(vector));
    }),
  );
});

it('slices join to one JSON text and hold at most a few vectors each', () => {
  for (const count of [1, VECTORS_PER_TURN, VECTORS_PER_TURN + 1, 50]) {
    const vectors = Float32Array.from({ length: count * 3 }, (_, index) => index);
    const result = { model: 'm', count, dimensions: 3, vectors, tokens: 1, repeatOf: null };
    const slices = [...answerSlices(result, { before: '[', item: floatText, after: ']' })];
    expect(slices).toHaveLength(Math.ceil(count / VECTORS_PER_TURN));
    expect(JSON.parse(slices.join(''))).toEqual(
      Array.from({ length: count }, (_, row) => [row * 3, row * 3 + 1, row * 3 + 2]),
    );
  }
});
