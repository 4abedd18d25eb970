import type { Result } from '../pipeline/job.ts';

/** Vectors serialised in one turn of the event loop; more in one go would be felt by every other request. */
export const VECTORS_PER_TURN = 8;

/** JSON array of a vector. Nine significant digits read back to the same float32; most need fewer bytes than a double's 17. */
export function floatText(vector: Float32Array): string {
  let text = '[';
  for (let index = 0; index < vector.length; index++) {
    if (index > 0) text += ',';
    text += Number((vector[index] ?? 0).toPrecision(9));
  }
  return `${text}]`;
}

/** JSON string of a vector's little-endian float32 bytes in base64. */
export function base64Text(vector: Float32Array): string {
  return `"${Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')}"`;
}

/** The JSON text of an answer in slices of a few vectors: what stands before, each vector as `item` writes it, what stands after. */
export function* answerSlices(
  { vectors, count, dimensions }: Result,
  parts: { before: string; item: (vector: Float32Array, index: number) => string; after: string },
): Generator<string> {
  let slice = parts.before;
  for (let index = 0; index < count; index++) {
    if (index > 0) slice += ',';
    slice += parts.item(vectors.subarray(index * dimensions, (index + 1) * dimensions), index);
    if ((index + 1) % VECTORS_PER_TURN === 0 && index + 1 < count) {
      yield slice;
      slice = '';
    }
  }
  yield slice + parts.after;
}
