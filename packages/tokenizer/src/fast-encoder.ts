import { type CharacterRules, Characters } from './characters.ts';
import { createLoopShare, type LoopShare } from './loop-share.ts';
import { TextScan } from './text-scan.ts';
import type { TokenEncoder } from './token-encoder.ts';
import { WordCache } from './word-cache.ts';
import type { WordModel } from './word-model.ts';

/** A tokenizer.json, read for the fast path. */
export interface FastTokenizer {
  rules: CharacterRules;
  /** Goes before each word of a spaced script. */
  mark: string | null;
  createModel(): WordModel;
  /** Tokens that are found in the raw text before all else, and their ids. */
  addedTokens: Map<string, number>;
  /** The ids put before and after a text. */
  specialIds: { before: number[]; after: number[] };
}

/** Texts of a request that are short together do not wait for a turn of the event loop. */
const atOnceUnits = 2048;
const unitsBetweenPauses = 1024;
const addedTokensBetweenPauses = 64;
/** All tokenizers together take one share of the loop. */
const sharedLoop = createLoopShare();

/** Our own tokenizer: the ids of the official package, on the event loop in short slices. */
export function fastEncoder(tokenizer: FastTokenizer, loop: LoopShare = sharedLoop): TokenEncoder {
  const characters = new Characters(tokenizer.rules);
  const cache = new WordCache();
  const mark = tokenizer.mark === null ? null : tokenizer.mark.charCodeAt(0);
  const idle: TextScan[] = [];
  const addedToken = patternOf(tokenizer.addedTokens);
  const { before, after } = tokenizer.specialIds;

  function* read(scan: TextScan, text: string): Generator<void, void> {
    let end = 0;
    let count = 0;
    if (addedToken) {
      for (const { 0: token, index } of text.matchAll(addedToken)) {
        yield* scan.read(text.slice(end, index));
        scan.ids.push(tokenizer.addedTokens.get(token) ?? 0);
        end = index + token.length;
        if (++count % addedTokensBetweenPauses === 0) yield;
      }
    }
    yield* scan.read(end === 0 ? text : text.slice(end));
  }

  function* encodeAll(texts: readonly string[], addSpecialTokens: boolean): Generator<void, Int32Array[]> {
    const scan = idle.pop() ?? new TextScan(characters, tokenizer.createModel(), cache, mark);
    try {
      const { ids } = scan;
      const encoded: Int32Array[] = [];
      let units = 0;
      for (const text of texts) {
        ids.length = 0;
        if (addSpecialTokens) for (const id of before) ids.push(id);
        const isPlain = (addedToken === null || text.search(addedToken) < 0) && scan.readPlain(text);
        if (!isPlain) yield* read(scan, text);
        if (addSpecialTokens) for (const id of after) ids.push(id);
        encoded.push(ids.copy());
        units += text.length;
        if (units < unitsBetweenPauses) continue;
        units = 0;
        yield;
      }
      return encoded;
    } finally {
      scan.reset();
      idle.push(scan);
    }
  }

  return {
    async encode(texts, { addSpecialTokens, signal }) {
      signal?.throwIfAborted();
      const work = encodeAll(texts, addSpecialTokens);
      return isShort(texts) ? finish(work) : loop.run(work, signal);
    },
  };
}

function isShort(texts: readonly string[]): boolean {
  let units = 0;
  for (const text of texts) units += text.length + 16;
  return units <= atOnceUnits;
}

function finish<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Finds the leftmost and then longest token. */
function patternOf(tokens: Map<string, number>): RegExp | null {
  if (tokens.size === 0) return null;
  const longestFirst = [...tokens.keys()].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((token) => token.replace(/[^\p{L}\p{N}]/gu, escapeCharacter)).join('|'), 'gu');
}

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
