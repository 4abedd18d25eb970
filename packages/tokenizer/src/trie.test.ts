import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Trie } from './trie.ts';

it('finds exactly the pieces that were added, whatever their number, and refuses one twice', () => {
  const pieces = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }), { maxLength: 400 });
  fc.assert(
    fc.property(pieces, fc.array(fc.string({ unit: 'binary', maxLength: 3 })), (added, others) => {
      const trie = new Trie(1);
      for (const [id, piece] of added.entries()) expect(trie.add(piece, id)).toBe(true);
      for (const [id, piece] of added.entries()) {
        expect(trie.find(piece)).toBe(id);
        expect(trie.add(piece, 0)).toBe(false);
      }
      for (const other of others)
        expect(trie.find(other)).toBe(added.includes(other) ? added.indexOf(other) : undefined);
      expect(trie.longest).toBe(Math.max(0, ...added.map((piece) => piece.length)));
      expect(trie.hasHalfCharacter()).toBe(false);
    }),
  );
});

it.each(['\ud83d', 'a\ude00', '\ud83dx', '\ud83d\ud83d\ude00'])(
  'tells of a piece with half a character: %j',
  (piece) => {
    const trie = new Trie(1);
    trie.add(piece, 1);
    expect(trie.hasHalfCharacter()).toBe(true);
  },
);
