/** Small enough that a slow model on a busy machine has it done long before its time is over. */
const PIECE_TEXTS_MAX = 32;
const PIECE_CHARACTERS_MAX = 16_384;

/** Places of the texts of each piece that is asked for at once, texts of similar lengths together. A long text is a piece of its own. */
export function piecesOf(texts: readonly string[]): number[][] {
  const lengthOf = (index: number) => texts[index]?.length ?? 0;
  const order = texts.map((_, index) => index).sort((a, b) => lengthOf(a) - lengthOf(b));
  const pieces: number[][] = [];
  let piece: number[] = [];
  let characters = 0;
  for (const index of order) {
    const isFull = piece.length === PIECE_TEXTS_MAX || characters + lengthOf(index) > PIECE_CHARACTERS_MAX;
    if (isFull && piece.length > 0) {
      pieces.push(piece);
      piece = [];
      characters = 0;
    }
    piece.push(index);
    characters += lengthOf(index);
  }
  if (piece.length > 0) pieces.push(piece);
  return pieces;
}
