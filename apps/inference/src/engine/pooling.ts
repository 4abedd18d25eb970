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

/** Squared lengths this near to one differ from it by no more than float32 rounding: the graph normalised already. */
const roundingOfOne = 1e-6;

/**
 * Pools, cuts and normalises with sums in float64 and writes float32 rows one after the other. A row with a value
 * that is not finite, or with no direction where unit length is promised, is listed in `unusable`.
 */
export function poolVectors(input: PoolingInput): { vectors: Float32Array<ArrayBuffer>; unusable: number[] } {
  const { values, widths, dims, normalize } = input;
  const vectors = new Float32Array(widths.reduce((sum, width) => sum + width, 0));
  const mean = new Float64Array(dims);
  const unusable: number[] = [];
  let at = 0;
  for (const [text, width] of widths.entries()) {
    const place = vectorPlace(input, text);
    const isUsable =
      place === undefined
        ? writeUnit(vectors, at, meanOf(mean, input, text), 0, width, normalize)
        : writeUnit(vectors, at, values, place, width, normalize);
    if (!isUsable) unusable.push(text);
    at += width;
  }
  return { vectors, unusable };
}

/** Where a text's vector stands among the values; undefined when it must be computed as a mean. */
function vectorPlace({ pooling, steps, dims, lengths }: PoolingInput, text: number): number | undefined {
  if (steps === 0) return text * dims;
  const first = text * steps * dims;
  if (pooling === 'cls') return first;
  return pooling === 'last_token' ? first + ((lengths[text] ?? 1) - 1) * dims : undefined;
}

function meanOf(mean: Float64Array, { values, steps, dims, lengths }: PoolingInput, text: number): Float64Array {
  const length = lengths[text] ?? 0;
  mean.fill(0);
  for (let step = 0; step < length; step++) {
    const from = (text * steps + step) * dims;
    for (let d = 0; d < dims; d++) mean[d] = (mean[d] ?? 0) + (values[from + d] ?? 0);
  }
  for (let d = 0; d < dims; d++) mean[d] = (mean[d] ?? 0) / length;
  return mean;
}

function writeUnit(
  out: Float32Array,
  at: number,
  source: Float32Array | Float64Array,
  from: number,
  width: number,
  normalize: boolean,
): boolean {
  let squares = 0;
  for (let d = from; d < from + width; d++) squares += (source[d] ?? 0) * (source[d] ?? 0);
  if (!Number.isFinite(squares) || (normalize && squares === 0)) return false;
  if (!normalize || Math.abs(squares - 1) < roundingOfOne) {
    out.set(source.subarray(from, from + width), at);
    return true;
  }
  const scale = 1 / Math.sqrt(squares);
  for (let d = 0; d < width; d++) out[at + d] = (source[from + d] ?? 0) * scale;
  return true;
}
