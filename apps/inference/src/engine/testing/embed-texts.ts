import type { EmbedRequest, Engine } from '../engine-interface.ts';

/** Tokenises and embeds texts with an engine and gives one vector per text. */
export async function embedTexts(
  engine: Engine,
  model: string,
  texts: readonly string[],
  options: Partial<EmbedRequest> = {},
): Promise<Float32Array[]> {
  const tokens = await engine.tokenizer(model).encode(texts);
  const { vectors, dims } = await engine.embed({
    model,
    tokens,
    fairnessKey: 'test',
    priority: 'interactive',
    ...options,
  });
  return texts.map((_, row) => vectors.subarray(row * dims, (row + 1) * dims));
}

/** The dot product, which is the cosine of unit vectors. */
export function cosine(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b || a.length !== b.length) throw new RangeError('A cosine needs two vectors of one width.');
  return a.reduce((sum, x, d) => sum + x * (b[d] ?? 0), 0);
}

export function norm(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
}
