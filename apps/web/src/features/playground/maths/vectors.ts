/** Vectors of one width, row after row, as the API gives them: every one of unit length, so that a dot product is a cosine. */
export interface Vectors {
  count: number;
  width: number;
  /** count × width numbers. */
  values: Float32Array;
}

/** One vector; shares the memory of the set. */
export function row({ values, width }: Vectors, index: number): Float32Array {
  return values.subarray(index * width, (index + 1) * width);
}

/** The cosine of two unit vectors, -1 to 1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return Math.min(1, Math.max(-1, sum));
}

/** The cosine of every pair: count × count numbers, symmetric. */
export function cosineMatrix(vectors: Vectors): Float32Array {
  const { count } = vectors;
  const matrix = new Float32Array(count * count);
  for (let a = 0; a < count; a++) {
    for (let b = a; b < count; b++) {
      const value = cosine(row(vectors, a), row(vectors, b));
      matrix[a * count + b] = value;
      matrix[b * count + a] = value;
    }
  }
  return matrix;
}

/** Puts sets of one width one after the other. Throws RangeError when the widths differ. */
export function joinVectors(sets: readonly Vectors[]): Vectors {
  const width = sets[0]?.width ?? 0;
  if (sets.some((set) => set.width !== width)) throw new RangeError('Vectors of different widths cannot be joined.');
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  const values = new Float32Array(count * width);
  let offset = 0;
  for (const set of sets) {
    values.set(set.values, offset);
    offset += set.values.length;
  }
  return { count, width, values };
}
