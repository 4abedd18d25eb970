import type { TokenEncoder } from '@gridsky/tokenizer';
import type { ModelSpec } from '../models/model-spec.ts';
import { slicesOf } from './slices.ts';
import { type EncodeOptions, InputTooLong, type TokenCount, type Tokenizer } from './tokenizer.ts';

/** Characters a token of the longest text may have on average; a text beyond is not read to its end. */
const charactersPerTokenMax = 64;

/** A model's tokenizer: its encoder, with the model's prefixes, dropped ids and maximum. */
export function boundedTokenizer(spec: ModelSpec, encoder: TokenEncoder): Tokenizer {
  const { maxTokens, addSpecialTokens } = spec;
  const charactersMax = charactersPerTokenMax * maxTokens;
  const empty = Int32Array.of(spec.emptyInputTokenId);

  async function idsOf(texts: readonly string[], signal: AbortSignal | undefined): Promise<Int32Array[]> {
    const encoded = await encoder.encode(texts, signal ? { addSpecialTokens, signal } : { addSpecialTokens });
    return encoded.map((ids) => {
      const kept = withoutIds(ids, spec.dropTokenIds);
      return kept.length > 0 ? kept : empty;
    });
  }

  function prepare(text: string, { inputType = 'document' }: EncodeOptions): string {
    const prefixed = spec.prefixes[inputType] + text;
    return spec.lowercase ? prefixed.toLowerCase() : prefixed;
  }

  /**
   * Refuses a long text whose beginning already has too many tokens. The beginning grows fourfold, so that a
   * hostile text costs little and a legitimate one about its own length; an eighth is allowed for the cut, which
   * may fall within a word.
   */
  async function refuseProvenTooLong(index: number, text: string, signal: AbortSignal | undefined): Promise<void> {
    for (let end = 4 * maxTokens; end < text.length && end < charactersMax; end *= 4) {
      const [ids] = await idsOf([text.slice(0, end)], signal);
      if ((ids?.length ?? 0) > maxTokens * 1.125) {
        throw new InputTooLong(index, { tokens: maxTokens, exact: false }, maxTokens);
      }
    }
    if (text.length <= charactersMax) return;
    throw new InputTooLong(index, { characters: text.length, charactersMax }, maxTokens);
  }

  async function encode(texts: readonly string[], options: EncodeOptions = {}): Promise<Int32Array[]> {
    const { signal } = options;
    const prepared = texts.map((text) => prepare(text, options));
    for (const [index, text] of prepared.entries()) {
      if (text.length > 4 * maxTokens) await refuseProvenTooLong(index, text, signal);
    }
    const encoded: Int32Array[] = [];
    for (const slice of slicesOf(prepared)) {
      signal?.throwIfAborted();
      const ids = await idsOf(slice.texts, signal);
      const tooLong = ids.findIndex((text) => text.length > maxTokens);
      if (tooLong >= 0) {
        const tokens = ids[tooLong]?.length ?? 0;
        throw new InputTooLong(slice.from + tooLong, { tokens, exact: true }, maxTokens);
      }
      encoded.push(...ids);
    }
    return encoded;
  }

  async function count(texts: readonly string[], options: EncodeOptions = {}): Promise<TokenCount[]> {
    const counts: TokenCount[] = [];
    for (const slice of slicesOf(texts.map((text) => prepare(text, options)))) {
      options.signal?.throwIfAborted();
      const beginnings = slice.texts.map((text) => text.slice(0, charactersMax));
      for (const [at, ids] of (await idsOf(beginnings, options.signal)).entries()) {
        counts.push({ tokens: ids.length, exact: (slice.texts[at]?.length ?? 0) <= charactersMax });
      }
    }
    return counts;
  }

  return { tokensMax: maxTokens, encode, count };
}

function withoutIds(ids: Int32Array, dropped: readonly number[]): Int32Array {
  return dropped.some((id) => ids.includes(id)) ? ids.filter((id) => !dropped.includes(id)) : ids;
}
