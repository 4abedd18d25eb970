import type { Document } from './documents.ts';
import type { OpenaiSample } from './openai-sample.ts';
import { safeParts } from './safe-parts.ts';
import type { TokenCounter } from './token-counter.ts';

/** Counted documents: how many there are of each length in tokens. */
export type Lengths = Map<number, number>;

/** Short documents are counted together: that many, or so many characters. */
const TOGETHER = 256;
const TOGETHER_CHARACTERS = 65_536;

/**
 * Counts documents as the API bills them, adding to `lengths`. Empty ones are left out, as the API refuses them.
 * `onCounted` is told after each step, with the tokens so far of the document being read.
 */
export async function countDocuments(
  documents: AsyncIterable<Document>,
  counter: TokenCounter,
  lengths: Lengths,
  sample: OpenaiSample | null,
  onCounted: (unfinishedTokens: number) => void,
): Promise<void> {
  let waiting: string[] = [];
  let characters = 0;
  const add = (tokens: number) => {
    // The API counts an empty sequence of tokens as one.
    const length = Math.max(1, tokens);
    lengths.set(length, (lengths.get(length) ?? 0) + 1);
  };
  const flush = async () => {
    const counts = await counter.countParts(waiting);
    if (sample) for (const [at, text] of waiting.entries()) await sample.add(text, counts[at] ?? 0);
    counts.forEach(add);
    waiting = [];
    characters = 0;
    onCounted(0);
  };
  for await (const document of documents) {
    let total: number | null = null;
    let only = '';
    for await (const part of safeParts(document, counter.partCharacters)) {
      if (only === '' && total === null) {
        only = part;
        continue;
      }
      for (const text of only === '' ? [part] : [only, part]) {
        const [tokens = 0] = await counter.countParts([text]);
        await sample?.add(text, tokens);
        total = (total ?? 0) + tokens;
        onCounted(total);
      }
      only = '';
    }
    if (total !== null) add(total);
    else if (only !== '') {
      waiting.push(only);
      characters += only.length;
      if (waiting.length >= TOGETHER || characters >= TOGETHER_CHARACTERS) await flush();
    }
  }
  if (waiting.length > 0) await flush();
}

/** Documents and tokens of counted lengths. */
export function totalsOf(lengths: Iterable<readonly [number, number]>): { documents: number; tokens: number } {
  const totals = { documents: 0, tokens: 0 };
  for (const [length, documents] of lengths) {
    totals.documents += documents;
    totals.tokens += length * documents;
  }
  return totals;
}
