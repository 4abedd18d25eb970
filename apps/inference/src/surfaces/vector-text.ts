import type { Result } from '../pipeline/job.ts';
import { FLOAT_BYTES_MAX, writeFloat } from './float-text.ts';

/** Vectors serialised in one turn of the event loop; more in one go would be felt by every other request. */
export const VECTORS_PER_TURN = 8;

/** The JSON text of an answer around its vectors. */
export type AnswerParts = {
  before: string;
  /** What stands before and after the vector of an input. */
  open: (index: number) => string;
  close: string;
  after: string;
};

/** Writes a vector's text into a buffer that has room for it; returns where it ends. */
export type VectorFormat = {
  bytesMax: (dimensions: number) => number;
  write: (out: Buffer, at: number, vector: Float32Array) => number;
};

/** A JSON array of numbers, each in the shortest form that reads back to the same float32. */
export const floatFormat: VectorFormat = {
  bytesMax: (dimensions) => dimensions * (FLOAT_BYTES_MAX + 1) + 2,
  write(out, at, vector) {
    let end = at;
    out[end++] = 91;
    for (let index = 0; index < vector.length; index++) {
      if (index > 0) out[end++] = 44;
      end = writeFloat(out, end, vector[index] ?? 0);
    }
    out[end++] = 93;
    return end;
  },
};

/** A JSON string of the little-endian float32 bytes in base64. */
export const base64Format: VectorFormat = {
  bytesMax: (dimensions) => 4 * Math.ceil((dimensions * 4) / 3) + 2,
  write(out, at, vector) {
    const text = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
    out[at] = 34;
    const end = at + 1 + out.write(text, at + 1, 'latin1');
    out[end] = 34;
    return end + 1;
  },
};

/** The JSON text of an answer in slices of a few vectors each. */
export function* answerSlices(
  { vectors, count, dimensions }: Pick<Result, 'vectors' | 'count' | 'dimensions'>,
  { before, open, close, after }: AnswerParts,
  format: VectorFormat,
): Generator<Buffer> {
  const vectorBytesMax = format.bytesMax(dimensions) + Buffer.byteLength(open(count) + close) + 1;
  for (let first = 0; first < count; first += VECTORS_PER_TURN) {
    const last = Math.min(first + VECTORS_PER_TURN, count);
    const around = Buffer.byteLength(before) + Buffer.byteLength(after);
    const out = Buffer.allocUnsafe((last - first) * vectorBytesMax + around);
    let end = first === 0 ? out.write(before) : 0;
    for (let index = first; index < last; index++) {
      if (index > 0) out[end++] = 44;
      end += out.write(open(index), end);
      end = format.write(out, end, vectors.subarray(index * dimensions, (index + 1) * dimensions));
      end += out.write(close, end);
    }
    if (last === count) end += out.write(after, end);
    yield out.subarray(0, end);
  }
}
