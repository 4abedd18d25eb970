// S4: our answers against JSON.stringify of the same vectors, by turns in one run: `npx tsx apps/inference/bench/answers.ts`.
import { answerSlices, base64Format, floatFormat, type VectorFormat } from '../src/surfaces/vector-text.ts';

const rounds = 30;
const shapes = [
  { count: 1, dimensions: 1_536, answers: 400 },
  { count: 1, dimensions: 3_072, answers: 200 },
  { count: 100, dimensions: 1_536, answers: 4 },
];

process.stdout.write('| answer | JSON.stringify, answers/s | float: × | base64: × |\n|---|---|---|---|\n');
for (const shape of shapes) process.stdout.write(`${row(shape)}\n`);

function row({ count, dimensions, answers }: (typeof shapes)[number]): string {
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
      for (let answer = 0; answer < answers; answer++) ways[way]();
      const { user, system } = process.cpuUsage(start);
      if (round >= 0) spent[way] += user + system;
    }
  }
  const times = (way: 'float' | 'base64') => `${(spent.stringify / spent[way]).toFixed(1)} ×`;
  const rate = ((answers * rounds) / spent.stringify) * 1e6;
  return `| ${count} × ${dimensions} | ${rate.toFixed(0)} | ${times('float')} | ${times('base64')} |`;
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
