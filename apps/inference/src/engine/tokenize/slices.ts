/** A run of neighbouring texts, small enough to be tokenised in a few milliseconds. */
export interface Slice {
  from: number;
  texts: string[];
}

const sliceTextsMax = 256;
const sliceCharactersMax = 65_536;

/** Cuts a list of texts into slices, in order; a text longer than a slice makes one alone. */
export function* slicesOf(texts: readonly string[]): Generator<Slice> {
  let slice: Slice = { from: 0, texts: [] };
  let characters = 0;
  for (const [index, text] of texts.entries()) {
    const isFull = slice.texts.length === sliceTextsMax || characters + text.length > sliceCharactersMax;
    if (isFull && slice.texts.length > 0) {
      yield slice;
      slice = { from: index, texts: [] };
      characters = 0;
    }
    slice.texts.push(text);
    characters += text.length;
  }
  if (slice.texts.length > 0) yield slice;
}
