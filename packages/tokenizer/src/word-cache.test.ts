import { expect, it } from 'vitest';
import { Ids } from './ids.ts';
import { WordCache } from './word-cache.ts';

const unitsOf = (word: string) => Uint16Array.from(word, (character) => character.charCodeAt(0));
const hashOf = (units: Uint16Array) => units.reduce((hash, unit) => Math.imul(hash ^ unit, 0x01000193), 0);

function remember(cache: WordCache, words: string[], hash: (units: Uint16Array) => number) {
  const out = new Ids();
  for (const [index, word] of words.entries()) {
    const units = unitsOf(word);
    out.length = 0;
    for (let id = 0; id <= index % 3; id++) out.push(index + id);
    cache.add(units, 0, units.length, hash(units), out, 0);
  }
}

/** How many of the words are remembered, and how many of those wrongly. */
function recall(cache: WordCache, words: string[], hash: (units: Uint16Array) => number) {
  const out = new Ids();
  let kept = 0;
  let wrong = 0;
  for (const [index, word] of words.entries()) {
    const units = unitsOf(word);
    out.length = 0;
    if (!cache.find(units, 0, units.length, hash(units), out)) continue;
    kept++;
    const expected = [index, index + 1, index + 2].slice(0, 1 + (index % 3));
    if (out.copy().join() !== expected.join()) wrong++;
  }
  return { kept, wrong };
}

it('remembers the words of the day, and forgets all when full rather than grow', () => {
  const words = Array.from({ length: 90_000 }, (_, index) => `w${index.toString(36)}`);
  const cache = new WordCache();
  remember(cache, words.slice(0, 20_000), hashOf);
  const few = recall(cache, words.slice(0, 20_000), hashOf);
  expect(few.wrong).toBe(0);
  expect(few.kept).toBeGreaterThan(19_000);
  remember(cache, words, hashOf);
  const many = recall(cache, words, hashOf);
  expect(many.wrong).toBe(0);
  expect(many.kept).toBeLessThan(65_536);
});

it('tells words of one hash apart, and looks at no more than a few of them', () => {
  const words = Array.from({ length: 1000 }, (_, index) => `w${index}`);
  const cache = new WordCache();
  remember(cache, words, () => 7);
  expect(recall(cache, words, () => 7)).toEqual({ kept: 8, wrong: 0 });
});
