import { readFile } from 'node:fs/promises';
import { Tokenizer as Native } from 'tokenizers';
import { ModelFault } from '../models/model-fault.ts';
import type { ModelSpec } from '../models/model-spec.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { forOniguruma } from './oniguruma.ts';
import { slicesOf } from './slices.ts';
import { type EncodeOptions, InputTooLong, type TokenCount, type Tokenizer } from './tokenizer.ts';

/** Characters a token of the longest text may have on average; a text beyond is not read to its end. */
const charactersPerTokenMax = 64;
/** Two slices at a time leave two of Node's four pool threads to the others. */
const sharedLanes = createLanes(2);

/** A tokenizer on the official `tokenizers` package, for any tokenizer.json. */
export function huggingFaceTokenizer(spec: ModelSpec, native: Native, lanes: Lanes = sharedLanes): Tokenizer {
  const { maxTokens } = spec;
  const charactersMax = charactersPerTokenMax * maxTokens;
  const dropped = new Set(spec.dropTokenIds);
  const empty = Int32Array.of(spec.emptyInputTokenId);

  async function idsOf(texts: string[]): Promise<Int32Array[]> {
    const encodings = await native.encodeBatch(texts, { addSpecialTokens: spec.addSpecialTokens });
    return encodings.map((encoding) => {
      const ids = Int32Array.from(encoding.getIds());
      const kept = dropped.size === 0 ? ids : ids.filter((id) => !dropped.has(id));
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
  async function refuseProvenTooLong(index: number, text: string): Promise<void> {
    for (let end = 4 * maxTokens; end < text.length && end < charactersMax; end *= 4) {
      const [ids] = await lanes(() => idsOf([text.slice(0, end)]));
      if ((ids?.length ?? 0) > maxTokens * 1.125) {
        throw new InputTooLong(index, { tokens: maxTokens, exact: false }, maxTokens);
      }
    }
    if (text.length <= charactersMax) return;
    throw new InputTooLong(index, { characters: text.length, charactersMax }, maxTokens);
  }

  async function encode(texts: readonly string[], options: EncodeOptions = {}): Promise<Int32Array[]> {
    const prepared = texts.map((text) => prepare(text, options));
    for (const [index, text] of prepared.entries()) {
      options.signal?.throwIfAborted();
      if (text.length > 4 * maxTokens) await refuseProvenTooLong(index, text);
    }
    const encoded: Int32Array[] = [];
    for (const slice of slicesOf(prepared)) {
      options.signal?.throwIfAborted();
      const ids = await lanes(() => idsOf(slice.texts));
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
      const ids = await lanes(() => idsOf(slice.texts.map((text) => text.slice(0, charactersMax))));
      for (const [at, text] of ids.entries()) {
        counts.push({ tokens: text.length, exact: (slice.texts[at]?.length ?? 0) <= charactersMax });
      }
    }
    return counts;
  }

  return { tokensMax: maxTokens, encode, count };
}

/**
 * Reads a tokenizer.json into the official package. Truncation and padding that it may ask for are switched off:
 * nothing is ever cut silently, and padding is the batch's business. Throws ModelFault.
 */
export async function readNativeTokenizer(path: string): Promise<Native> {
  const json = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ModelFault(`${path} cannot be read: ${error.message}.`);
  });
  try {
    const native = parse(json);
    native.disableTruncation();
    native.disablePadding();
    return native;
  } catch (error) {
    throw new ModelFault(`${path} is not a tokenizer that can be loaded: ${(error as Error).message}.`);
  }
}

function parse(json: string): Native {
  try {
    return Native.fromString(json);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('Oniguruma')) throw error;
    return Native.fromString(forOniguruma(json));
  }
}
