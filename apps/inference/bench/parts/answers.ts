import { answerSlices, base64Format, floatFormat, type VectorFormat } from '../../src/surfaces/vector-text.ts';
import type { Part } from '../result.ts';

const shapes = [
  { count: 1, dimensions: 1_536, answers: 400 },
  { count: 1, dimensions: 3_072, answers: 200 },
  { count: 100, dimensions: 1_536, answers: 4 },
];

/** S4: our answers against JSON.stringify of the same vectors, CPU time, by turns. */
export function answers(rounds: number): Part {
  return {
    title: 'S4: writing answers against JSON.stringify',
    about: `The same vectors as a float32 array; CPU time, ${rounds} rounds by turns. Promise: float ≥ 2.5 ×, base64 ≥ 6 ×.`,
    rows: shapes.map((shape) => row(shape, rounds)),
  };
}

function row({ count, dimensions, answers: perRound }: (typeof shapes)[number], rounds: number): Part['rows'][number] {
  const vectors = unitVectors(count, dimensions);
  const ways = {
    stringify: () => stringified(vectors, count, dimensions),
    float: () => sliced(vectors, count, dimensions, floatFormat),
    base64: () => sliced(vectors, count, dimensions, base64Format),
  };
  const spent = { stringify: 0, float: 0, base64: 0 };
  // The first rounds warm up.
  for (let round = -5; round < rounds; round++) {
    for (const way of ['stringify', 'float', 'base64'] as const) {
      const start = process.cpuUsage();
      for (let answer = 0; answer < perRound; answer++) ways[way]();
      const { user, system } = process.cpuUsage(start);
      if (round >= 0) spent[way] += user + system;
    }
  }
  const ratio = (way: 'float' | 'base64') => `${(spent.stringify / Math.max(1, spent[way])).toFixed(1)} ×`;
  const rate = ((perRound * rounds) / spent.stringify) * 1e6;
  return {
    what: `${count} × ${dimensions}`,
    figures: { 'JSON.stringify, answers/s': rate.toFixed(0), float: ratio('float'), base64: ratio('base64') },
  };
}

function sliced(vectors: Float32Array, count: number, dimensions: number, format: VectorFormat): number {
  const parts = {
    before: '{"object":"list","data":[',
    open: (index: number) => `{"object":"embedding","index":${index},"embedding":`,
    close: '}',
    after: '],"model":"m","usage":{"prompt_tokens":1,"total_tokens":1}}',
  };
  let bytes = 0;
  for (const slice of answerSlices({ vectors, count, dimensions }, parts, format)) bytes += slice.length;
  return bytes;
}

function stringified(vectors: Float32Array, count: number, dimensions: number): number {
  const data = Array.from({ length: count }, (_, index) => ({
    object: 'embedding',
    index,
    embedding: Array.from(vectors.subarray(index * dimensions, (index + 1) * dimensions)),
  }));
  const usage = { prompt_tokens: 1, total_tokens: 1 };
  return Buffer.from(JSON.stringify({ object: 'list', data, model: 'm', usage })).length;
}

function unitVectors(count: number, dimensions: number): Float32Array {
  const vectors = Float32Array.from({ length: count * dimensions }, () => Math.random() + Math.random() - 1);
  for (let index = 0; index < count; index++) {
    const vector = vectors.subarray(index * dimensions, (index + 1) * dimensions);
    const length = Math.hypot(...vector);
    vector.set(vector.map((value) => value / length));
  }
  return vectors;
}
