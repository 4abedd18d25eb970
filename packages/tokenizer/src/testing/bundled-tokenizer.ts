import { resolve } from 'node:path';
import type { FastTokenizer } from '../fast-encoder.ts';
import { readFastTokenizer } from '../read-tokenizer.ts';

/** The tokenizer.json of the bundled models, which ships with the API. */
export const bundledTokenizer = resolve(
  import.meta.dirname,
  '../../../../apps/inference/models/plugsky-embed/tokenizer.json',
);

/** Reads a tokenizer.json's content without a pause. Throws NotFast. */
export function readAtOnce(content: unknown): FastTokenizer {
  const reading = readFastTokenizer(content);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}
