/** Texts of one call: from `start` up to, not with, `end`. */
export type Piece = { start: number; end: number };

export type PieceLimits = { textsMax: number; tokensMax: number | null; bytesMax: number };

/**
 * Cuts a request into calls that a provider takes: at most so many texts, tokens and bytes of text each, in order. A text that is alone
 * beyond a bound makes a call of its own: whether it is too long is the provider's to say.
 */
export function splitTexts(texts: readonly string[], tokens: readonly number[], limits: PieceLimits): Piece[] {
  const pieces: Piece[] = [];
  const tokensMax = limits.tokensMax ?? Number.POSITIVE_INFINITY;
  let start = 0;
  let pieceTokens = 0;
  let pieceBytes = 0;
  for (const [index, text] of texts.entries()) {
    const bytes = Buffer.byteLength(text);
    const count = tokens[index] ?? 0;
    const isFull =
      index - start >= limits.textsMax || pieceTokens + count > tokensMax || pieceBytes + bytes > limits.bytesMax;
    if (isFull && index > start) {
      pieces.push({ start, end: index });
      start = index;
      pieceTokens = 0;
      pieceBytes = 0;
    }
    pieceTokens += count;
    pieceBytes += bytes;
  }
  if (start < texts.length) pieces.push({ start, end: texts.length });
  return pieces;
}
