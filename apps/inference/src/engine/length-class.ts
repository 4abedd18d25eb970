/** Texts of up to so many tokens more or less share a class, however short they are. */
const narrowestClass = 4;
/** A class is so much wider than its shortest text: padding beyond costs more than a fuller batch saves. */
const spread = 0.12;

/**
 * The class of texts that may be padded to one length: neighbours in a class differ by at most 12 %, or by three
 * tokens where texts are so short that the fixed cost of a run outweighs their padding.
 */
export function lengthClass(tokens: number): number {
  let found = 0;
  let high = edges.length;
  while (found + 1 < high) {
    const middle = (found + high) >> 1;
    if ((edges[middle] ?? Number.POSITIVE_INFINITY) <= tokens) found = middle;
    else high = middle;
  }
  return found;
}

/** The shortest text of each class, ascending, up to the longest text that a model can take. */
const edges = classEdges(1_048_576);

function classEdges(tokensMax: number): number[] {
  const starts: number[] = [];
  for (let start = 1; start <= tokensMax; start += Math.max(narrowestClass, Math.floor(start * spread) + 1)) {
    starts.push(start);
  }
  return starts;
}
