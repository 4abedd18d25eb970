import { expect, test } from 'vitest';
import { piecesOf } from './pieces.ts';
import { planBatches } from './plan-batches.ts';

test('every text is in one piece, short ones together, none with more than it may have', () => {
  const texts = Array.from({ length: 500 }, (_, index) => 'x'.repeat((index * 977) % 6_000));
  const pieces = piecesOf(texts);
  expect(pieces.flat().sort((a, b) => a - b)).toEqual(texts.map((_, index) => index));
  for (const piece of pieces) {
    const characters = piece.reduce((sum, index) => sum + (texts[index]?.length ?? 0), 0);
    expect(piece.length === 1 || (characters <= 16_384 && piece.length <= 32)).toBe(true);
  }
  expect(piecesOf(['x'.repeat(100_000), 'y'])).toEqual([[1], [0]]);
  expect(piecesOf([])).toEqual([]);
});

test('a batch is padded to no more tokens than its budget; a longer text runs alone, and with no budget every text does', () => {
  const lengths = [3, 500, 4, 90, 2_000, 100, 3];
  const batches = planBatches(lengths, 512);
  expect(batches).toEqual([[0, 6, 2, 3, 5], [1], [4]]);
  expect(planBatches(lengths, 0)).toHaveLength(lengths.length);
  expect(planBatches([], 512)).toEqual([]);
});
