import type { SearchEntry } from './search-index.ts';

export interface SearchHit extends SearchEntry {
  /** The words around the first one found. */
  excerpt: string;
}

/** Sections that have all words of the query, each at the start of a word; headings count most. Best first. */
export function searchDocs(entries: readonly SearchEntry[], query: string, hitsMax = 12): SearchHit[] {
  const all = normalise(query)
    .split(/[\s?]+/)
    .filter(Boolean);
  const telling = all.filter((word) => !filler.has(word));
  const words = telling.length > 0 ? telling : all;
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, hitsMax)
    .map(({ entry }) => ({ ...entry, excerpt: excerptOf(entry.text, words) }));
}

/** Words of a question that say nothing about what is asked. */
const filler = new Set('a an and are can do does how i in is it my of on the to what when which why with'.split(' '));

function scoreOf({ page, heading, text }: SearchEntry, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const found = 10 * hits(heading, word, 1) + 4 * hits(page, word, 1) + hits(text, word, 3);
    if (found === 0) return 0;
    score += found;
  }
  // A heading that is the query is what was looked for.
  return normalise(heading) === words.join(' ') ? score + 50 : score;
}

/** How often words of the text begin with it, at most so often. Error codes are found by any of their words. */
function hits(text: string, word: string, max: number): number {
  const found = normalise(text).matchAll(startOf(word));
  let count = 0;
  for (const _ of found) if (++count === max) break;
  return count;
}

function excerptOf(text: string, words: readonly string[]): string {
  const normal = normalise(text);
  const places = words.map((word) => normal.search(startOf(word))).filter((place) => place >= 0);
  const from = places.length === 0 ? 0 : Math.max(0, Math.min(...places) - 40);
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  const cut = text.slice(start, start + 140);
  return `${start > 0 ? '… ' : ''}${cut}${start + 140 < text.length ? ' …' : ''}`;
}

function startOf(word: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, 'gu');
}

/** Lower case, character by character, so that places in it are places in the text. */
function normalise(text: string): string {
  return text.replaceAll(/\p{Lu}/gu, (letter) => {
    const lower = letter.toLowerCase();
    return lower.length === letter.length ? lower : letter;
  });
}
