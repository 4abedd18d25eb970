/** What a text is for: models trained with prefixes put another one before a query than before a document. */
export type InputType = 'query' | 'document';

export interface EncodeOptions {
  inputType?: InputType;
  signal?: AbortSignal;
}

/** A text's length in tokens. `exact` is false when counting stopped early: the text has more than `tokens`. */
export interface TokenCount {
  tokens: number;
  exact: boolean;
}

/** One model's tokenizer: the same ids that the graph gets are counted, so prefixes and special tokens are in. */
export interface Tokenizer {
  readonly tokensMax: number;
  /**
   * The ids of each text, ready for the engine: prefixed, dropped ids removed, never empty. Runs off the event loop.
   * Rejects with InputTooLong for the first text over `tokensMax` (nothing is ever truncated).
   */
  encode(texts: readonly string[], options?: EncodeOptions): Promise<Int32Array[]>;
  /** The length of each text, without a limit; only texts beyond all bounds are counted inexactly. */
  count(texts: readonly string[], options?: EncodeOptions): Promise<TokenCount[]>;
}

/**
 * A text is longer than the model takes: either its tokens were counted (exactly, or until they were too many), or
 * it has so many characters that it is not read at all (`tokens` null).
 */
export class InputTooLong extends Error {
  override readonly name = 'InputTooLong';
  /** Position in the list of texts, from 0. */
  readonly index: number;
  readonly tokens: TokenCount | null;
  readonly tokensMax: number;
  constructor(index: number, length: TokenCount | { characters: number; charactersMax: number }, tokensMax: number) {
    super(`Input ${index} ${describe(length)}; the model takes at most ${tokensMax} tokens.`);
    this.index = index;
    this.tokens = 'tokens' in length ? length : null;
    this.tokensMax = tokensMax;
  }
}

function describe(length: TokenCount | { characters: number; charactersMax: number }): string {
  if ('tokens' in length) return `has ${length.exact ? '' : 'more than '}${length.tokens} tokens`;
  return `has ${length.characters} characters and at most ${length.charactersMax} are read`;
}
