import type { ModelSpec } from './models/model-spec.ts';
import { boundedTokenizer } from './tokenize/bounded-tokenizer.ts';
import { openEncoder } from './tokenize/open-encoder.ts';
import type { Tokenizer } from './tokenize/tokenizer.ts';

/** Longer than any model's window: what is counted here is bounded elsewhere. */
const TOKENS_MAX = 1_000_000;

/**
 * Counts texts for models that run elsewhere, whose own tokenizer nobody has here: by a bundled model's, which is near to theirs and quick.
 * Its file is read with the first text.
 */
export function createTextCounter(spec: ModelSpec): Pick<Tokenizer, 'count'> {
  let opened: Promise<Tokenizer> | undefined;
  const open = async () =>
    boundedTokenizer(
      { ...spec, maxTokens: TOKENS_MAX, prefixes: { query: '', document: '' } },
      await openEncoder(spec.tokenizer),
    );
  return {
    async count(texts, options) {
      opened ??= open();
      return (await opened).count(texts, options);
    },
  };
}
