/** How a document longer than a model takes is cut: windows of `size` tokens, each sharing `overlap` with the one before. */
export interface Chunking {
  size: number;
  overlap: number;
}

export interface Chunks {
  /** Vectors that come of it. */
  vectors: number;
  /** Tokens of all chunks, those of the overlaps counted as often as they are sent. */
  tokens: number;
}

/** The chunks of one document: the first takes `size` tokens, every other brings `size − overlap` new ones. */
export function chunksOf(tokens: number, { size, overlap }: Chunking): Chunks {
  if (tokens <= size) return { vectors: 1, tokens };
  const vectors = Math.ceil((tokens - overlap) / (size - overlap));
  return { vectors, tokens: tokens + (vectors - 1) * overlap };
}

/** Of many documents, from how many there are of each length. */
export function chunksOfAll(
  lengths: Iterable<readonly [tokens: number, documents: number]>,
  chunking: Chunking,
): Chunks {
  const all = { vectors: 0, tokens: 0 };
  for (const [length, documents] of lengths) {
    const { vectors, tokens } = chunksOf(length, chunking);
    all.vectors += vectors * documents;
    all.tokens += tokens * documents;
  }
  return all;
}

/** What was asked for, made possible: a chunk fits the model, and an overlap is at most half of it so that each brings news. */
export function possibleChunking(asked: { size: number | null; overlap: number }, maxInputTokens: number): Chunking {
  const size = Math.max(2, Math.min(asked.size ?? maxInputTokens, maxInputTokens));
  return { size, overlap: Math.min(asked.overlap, Math.floor(size / 2)) };
}
