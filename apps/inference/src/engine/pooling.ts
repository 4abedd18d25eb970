import type { Pooling } from './models/model-spec.ts';

/** One vector per text out of what a graph returned. */
export interface PoolingInput {
  /** Row-major: texts × steps × dims, or texts × dims when the graph pools itself (steps 0). */
  values: Float32Array;
  steps: number;
  dims: number;
  /** Tokens of each text; positions beyond are padding. */
  lengths: Int32Array;
  /** The width that each text's vector is cut to before it is scaled to unit length. */
  widths: Int32Array;
  pooling: Pooling;
  normalize: boolean;
}

/**
 * Pools, cuts and normalises in float64 and writes float32 rows one after the other. A row with a value that is not
 * finite, or with no direction where unit length is promised, is listed in `unusable` and left as it is.
 */
export function poolVectors(input: PoolingInput): { vectors: Float32Array<ArrayBuffer>; unusable: number[] } {
  const { widths, lengths, dims, steps } = input;
  const vectors = new Float32Array(widths.reduce((sum, width) => sum + width, 0));
  const row = new Float64Array(dims);
  const unusable: number[] = [];
  let at = 0;
  for (let text = 0; text < widths.length; text++) {
    const width = widths[text] ?? dims;
    const start = text * (steps === 0 ? 1 : steps) * dims;
    readRow(row, input, start, lengths[text] ?? 0);
    if (!writeRow(vectors, at, row, width, input.normalize)) unusable.push(text);
    at += width;
  }
  return { vectors, unusable };
}

function readRow(row: Float64Array, { values, steps, dims, pooling }: PoolingInput, start: number, length: number) {
  if (steps === 0 || pooling === 'cls') {
    for (let d = 0; d < dims; d++) row[d] = values[start + d] ?? 0;
    return;
  }
  if (pooling === 'last_token') {
    const last = start + (length - 1) * dims;
    for (let d = 0; d < dims; d++) row[d] = values[last + d] ?? 0;
    return;
  }
  row.fill(0);
  for (let step = 0; step < length; step++) {
    const from = start + step * dims;
    for (let d = 0; d < dims; d++) row[d] = (row[d] ?? 0) + (values[from + d] ?? 0);
  }
  for (let d = 0; d < dims; d++) row[d] = (row[d] ?? 0) / length;
}

function writeRow(out: Float32Array, at: number, row: Float64Array, width: number, normalize: boolean): boolean {
  let squares = 0;
  for (let d = 0; d < width; d++) squares += (row[d] ?? 0) ** 2;
  const norm = Math.sqrt(squares);
  const usable = Number.isFinite(norm) && (norm > 0 || !normalize);
  const scale = normalize && usable ? 1 / norm : 1;
  for (let d = 0; d < width; d++) out[at + d] = (row[d] ?? 0) * scale;
  return usable;
}
