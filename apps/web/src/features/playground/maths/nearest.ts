import { cosine, row, type Vectors } from './vectors.ts';

export interface Ranked {
  index: number;
  cosine: number;
}

export interface Pair {
  a: number;
  b: number;
  cosine: number;
}

/** All vectors by their cosine to one, the nearest first; equal ones in their own order. */
export function rank(vectors: Vectors, query: Float32Array): Ranked[] {
  return Array.from({ length: vectors.count }, (_, index) => ({
    index,
    cosine: cosine(row(vectors, index), query),
  })).sort((one, other) => other.cosine - one.cosine || one.index - other.index);
}

/** The two that are nearest to each other; null for fewer than two. */
export function nearestPair(count: number, matrix: Float32Array): Pair | null {
  let best: Pair | null = null;
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const value = matrix[a * count + b] ?? 0;
      if (!best || value > best.cosine) best = { a, b, cosine: value };
    }
  }
  return best;
}

/**
 * For each vector the class with the nearest label, and by how much it won over the next one: a small lead is a guess.
 * `labels` holds one vector a class.
 */
export function classify(vectors: Vectors, labels: Vectors): { label: number; cosine: number; lead: number }[] {
  return Array.from({ length: vectors.count }, (_, index) => {
    const [first, second] = rank(labels, row(vectors, index));
    if (!first) throw new RangeError('There is no class to choose from.');
    return { label: first.index, cosine: first.cosine, lead: first.cosine - (second?.cosine ?? first.cosine) };
  });
}
