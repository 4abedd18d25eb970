import { expect, it } from 'vitest';
import { packVectors } from './pack-vectors.ts';

const pack = (vectors: (ArrayLike<number> | undefined)[], count = vectors.length) => {
  const rows = new Float32Array(6);
  packVectors({ vectors, tokens: null }, count, { rows, firstRow: 1, width: 2 });
  return [...rows];
};

it('writes vectors into their rows', () => {
  expect(pack([[1, 0], Float32Array.of(0, 2)])).toEqual([0, 0, 1, 0, 0, 2]);
});

it.each([
  ['fewer vectors', () => pack([[1, 0]], 2), '1 vectors came for 2 texts'],
  [
    'more vectors',
    () =>
      pack(
        [
          [1, 0],
          [0, 1],
        ],
        1,
      ),
    '2 vectors came for 1 texts',
  ],
  ['a wrong width', () => pack([[1, 0, 0]]), 'has 3 numbers; the model is known to have 2'],
  ['no vector', () => pack([undefined]), 'is no vector'],
  ['NaN', () => pack([[Number.NaN, 1]]), 'not finite'],
  ['more than a float32 holds', () => pack([[1e39, 1]]), 'not finite'],
  ['text for a number', () => pack([['1' as unknown as number, 1]]), 'not finite'],
  ['nothing but zeros', () => pack([[0, 0]]), 'nothing but zeros'],
])('refuses %s', (_what, packing, message) => {
  expect(packing).toThrow(message);
});
