import type { RequestText } from './request.ts';
import type { WorkerBatch, WorkerModel, WorkerVectors } from './worker-protocol.ts';

/** Texts of one model as the worker takes them. */
export function packBatch(model: string, texts: readonly RequestText[]): WorkerBatch {
  const ids = new Int32Array(texts.reduce((sum, text) => sum + text.length, 0));
  let at = 0;
  for (const text of texts) {
    ids.set(text.ids, at);
    at += text.length;
  }
  return {
    model,
    ids,
    lengths: Int32Array.from(texts, (text) => text.length),
    widths: Int32Array.from(texts, (text) => text.request.width),
  };
}

/** Each text with its vector, in the order packed; undefined where the graph gave no usable one. */
export function* unpackVectors(
  texts: readonly RequestText[],
  { vectors, unusable }: WorkerVectors,
): Generator<[RequestText, Float32Array | undefined]> {
  let at = 0;
  for (const [row, text] of texts.entries()) {
    const { width } = text.request;
    yield [text, unusable.includes(row) ? undefined : vectors.subarray(at, at + width)];
    at += width;
  }
}

/** A batch of so many texts of so many tokens each, which means nothing: to try a model out with. */
export function equalTexts(
  model: Pick<WorkerModel, 'id' | 'dims' | 'emptyInputTokenId'>,
  texts: number,
  steps: number,
): WorkerBatch {
  return {
    model: model.id,
    ids: new Int32Array(texts * steps).fill(model.emptyInputTokenId),
    lengths: new Int32Array(texts).fill(steps),
    widths: new Int32Array(texts).fill(model.dims),
  };
}
