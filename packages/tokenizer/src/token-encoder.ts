export interface EncoderOptions {
  /** Whether the ids that the file puts around a text (BERT's [CLS] and [SEP]) are added. */
  addSpecialTokens: boolean;
  signal?: AbortSignal;
}

/** A tokenizer.json at work: all ids of each text in order; nothing cut, padded or dropped. */
export interface TokenEncoder {
  encode(texts: readonly string[], options: EncoderOptions): Promise<Int32Array[]>;
}
