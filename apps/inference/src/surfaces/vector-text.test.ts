import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerSlices, base64Format, floatFormat, VECTORS_PER_TURN, type VectorFormat } from './vector-text.ts';

const vectors = fc.float32Array({ minLength: 1, maxLength: 64, noNaN: true, noDefaultInfinity: true });

function textOf(format: VectorFormat, vector: Float32Array): string {
  const out = Buffer.alloc(format.bytesMax(vector.length));
  return out.toString('latin1', 0, format.write(out, 0, vector));
}

it('floats read back to the same float32, bit by bit', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const parsed = Float32Array.from(JSON.parse(textOf(floatFormat, vector)) as number[]);
      // −0 is written as 0.
      expect(parsed.map((value) => value + 0)).toEqual(vector.map((value) => value + 0));
    }),
    { numRuns: 2_000 },
  );
});

it('base64 is the little-endian float32 bytes, also of a part of a larger buffer', () => {
  fc.assert(
    fc.property(vectors, (vector) => {
      const inside = new Float32Array([9, ...vector, 9]).subarray(1, -1);
      const bytes = Buffer.from(JSON.parse(textOf(base64Format, inside)) as string, 'base64');
      expect(Array.from(vector, (_, index) => bytes.readFloatLE(index * 4))).toEqual(Array.from(vector));
    }),
  );
});

it('the longest numbers fit', () => {
  const longest = new Float32Array(100).fill(-999_999_960_000_000_000_000);
  expect(JSON.parse(textOf(floatFormat, longest))).toHaveLength(100);
});

it('slices join to one JSON text and hold at most a few vectors each', () => {
  for (const count of [1, VECTORS_PER_TURN, VECTORS_PER_TURN + 1, 50]) {
    const result = { count, dimensions: 3, vectors: Float32Array.from({ length: count * 3 }, (_, index) => index) };
    const parts = { before: '{"größe":[', open: (index: number) => `{"i":${index},"v":`, close: '}', after: ']}' };
    const slices = [...answerSlices(result, parts, floatFormat)];
    expect(slices).toHaveLength(Math.ceil(count / VECTORS_PER_TURN));
    expect(JSON.parse(Buffer.concat(slices).toString())).toEqual({
      größe: Array.from({ length: count }, (_, row) => ({ i: row, v: [row * 3, row * 3 + 1, row * 3 + 2] })),
    });
  }
});
