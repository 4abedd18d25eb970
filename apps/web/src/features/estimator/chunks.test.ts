import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunksOf, chunksOfAll, possibleChunking } from './chunks.ts';

const chunking = fc
  .tuple(fc.integer({ min: 2, max: 200 }), fc.nat(100))
  .map(([size, overlap]) => ({ size, overlap: Math.min(overlap, Math.floor(size / 2)) }));

test('vectors and tokens are those of a document really cut into overlapping windows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), chunking, (tokens, { size, overlap }) => {
      const windows = [Math.min(size, tokens)];
      for (let end = size; end < tokens; ) {
        const start = end - overlap;
        end = Math.min(start + size, tokens);
        windows.push(end - start);
      }
      expect(chunksOf(tokens, { size, overlap })).toEqual({
        vectors: windows.length,
        tokens: windows.reduce((sum, one) => sum + one, 0),
      });
    }),
  );
});

test('many documents take what each of them takes', () => {
  const size = { size: 10, overlap: 2 };
  expect(
    chunksOfAll(
      new Map([
        [5, 3],
        [20, 2],
      ]),
      size,
    ),
  ).toEqual({ vectors: 3 + 2 * 3, tokens: 15 + 2 * 24 });
});

test('a chunk never exceeds the model, an overlap never half a chunk', () => {
  expect(possibleChunking({ size: null, overlap: 0 }, 8_191)).toEqual({ size: 8_191, overlap: 0 });
  expect(possibleChunking({ size: 10_000, overlap: 9_000 }, 8_191)).toEqual({ size: 8_191, overlap: 4_095 });
});
