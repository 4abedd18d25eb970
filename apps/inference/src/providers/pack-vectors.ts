import { AnswerUnusable, type ProviderAnswer } from './provider.ts';

/**
 * Writes the vectors of a call into their rows, if they are what was asked for: one a text, of the promised width, every number finite as a
 * float32, none without a direction. Throws AnswerUnusable, with nothing said of the values.
 */
export function packVectors(
  { vectors }: ProviderAnswer,
  count: number,
  { rows, firstRow, width }: { rows: Float32Array; firstRow: number; width: number },
): void {
  if (vectors.length !== count) throw new AnswerUnusable(`${vectors.length} vectors came for ${count} texts.`);
  for (const [index, vector] of vectors.entries()) {
    if (vector === undefined) throw new AnswerUnusable(`Item ${index} of the answer is no vector.`);
    if (vector.length !== width) {
      throw new AnswerUnusable(`Item ${index} has ${vector.length} numbers; the model is known to have ${width}.`);
    }
    const row = rows.subarray((firstRow + index) * width, (firstRow + index + 1) * width);
    let squares = 0;
    for (let place = 0; place < width; place++) {
      const value = vector[place];
      // Written first: 1e39 is a finite number and no finite float32.
      row[place] = typeof value === 'number' ? value : Number.NaN;
      const written = row[place] ?? Number.NaN;
      squares += written * written;
    }
    if (!Number.isFinite(squares) || squares === 0) {
      throw new AnswerUnusable(`Item ${index} holds a number that is not finite, or nothing but zeros.`);
    }
  }
}
