import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fastEncoder } from './fast-encoder.ts';
import type { LoopShare } from './loop-share.ts';
import { bundledTokenizer, readAtOnce } from './testing/bundled-tokenizer.ts';
import { smallWordPiece } from './testing/small-word-piece.ts';
import { hostileTexts } from './testing/texts.ts';

const unigram = readAtOnce(JSON.parse(readFileSync(bundledTokenizer, 'utf8')));
const wordPiece = readAtOnce(smallWordPiece({}));

/** A loop that counts the pauses of all work. */
function countingLoop() {
  const counted = { runs: 0, pauses: 0 };
  const loop: LoopShare = {
    async run(work) {
      counted.runs++;
      for (;;) {
        const step = work.next();
        if (step.done) return step.value;
        counted.pauses++;
      }
    },
  };
  return { counted, loop };
}

const options = { addSpecialTokens: true };

describe.each([
  ['Unigram', unigram],
  ['WordPiece', wordPiece],
])('%s', (_, tokenizer) => {
  it.each(Object.entries(hostileTexts(100_000)))('pauses throughout a long text of %s', async (_kind, text) => {
    const { counted, loop } = countingLoop();
    await fastEncoder(tokenizer, loop).encode([text], options);
    expect(counted.pauses).toBeGreaterThan(text.length / 5000);
  });

  it('a short text is done before the event loop turns, without its share', async () => {
    const { counted, loop } = countingLoop();
    let isDone = false;
    void fastEncoder(tokenizer, loop)
      .encode(['Ein Hund, 犬 und é'], options)
      .then(() => {
        isDone = true;
      });
    for (let microtask = 0; microtask < 3; microtask++) await Promise.resolve();
    expect(isDone).toBe(true);
    expect(counted.runs).toBe(0);
  });

  it('gives each of many texts read at the same time its own ids', async () => {
    const encoder = fastEncoder(tokenizer);
    const texts = Array.from({ length: 12 }, (_unused, at) => `one ${'two 犬 e\u0301 '.repeat(3000 + at)}three ${at}`);
    const together = await Promise.all(texts.map((text) => encoder.encode([text], options)));
    for (const [at, text] of texts.entries()) expect(together[at]).toEqual(await encoder.encode([text], options));
  });

  it('a text left off in the middle leaves nothing behind', async () => {
    const encoder = fastEncoder(tokenizer);
    const gone = new AbortController();
    const left = encoder.encode([`${'a'.repeat(400_000)} b`], { ...options, signal: gone.signal });
    gone.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await expect(encoder.encode(['a'], { ...options, signal: gone.signal })).rejects.toThrow('gone');
    const after = await encoder.encode(['dog e', 'a'.repeat(5000)], options);
    expect(after).toEqual(await fastEncoder(tokenizer).encode(['dog e', 'a'.repeat(5000)], options));
  });
});
