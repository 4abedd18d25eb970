/**
 * Which texts run together, by their place in the list: neighbours in length, padded to at most so many tokens in all; a longer text runs
 * alone, and so does every text with a budget of 0.
 */
export function planBatches(lengths: readonly number[], tokensMax: number): number[][] {
  const order = lengths.map((_, index) => index).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    // Ascending: the newcomer is the longest, to which the others are padded.
    if (batch.length > 0 && (batch.length + 1) * (lengths[index] ?? 0) > tokensMax) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
