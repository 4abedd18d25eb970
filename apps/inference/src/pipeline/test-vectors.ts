/**
 * Vectors for `sk-test-` keys: unit length, the same for the same token ids on every machine, without meaning. Each text
 * seeds a xorshift generator with an FNV-1a hash of its ids.
 */
export function testVectors(texts: readonly Int32Array[], dimensions: number): Float32Array {
  const vectors = new Float32Array(texts.length * dimensions);
  texts.forEach((ids, row) => {
    let state = 0x811c9dc5;
    for (const id of ids) state = Math.imul(state ^ id, 0x01000193);
    state = state >>> 0 || 1;
    const vector = vectors.subarray(row * dimensions, (row + 1) * dimensions);
    let squares = 0;
    for (let column = 0; column < dimensions; column++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const value = (state >>> 0) / 0x1_0000_0000 - 0.5;
      vector[column] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let column = 0; column < dimensions; column++) vector[column] = (vector[column] ?? 0) * scale;
  });
  return vectors;
}
