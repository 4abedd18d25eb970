import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { labelBox, narrowLabels } from './map-labels.ts';
import { principalPlane, project } from './map-project.ts';
import { spread } from './map-spread.ts';
import { mapLanguages, mapWords } from './map-words.ts';

/**
 * Computes the landing page's map of meaning: `tsx apps/web/scripts/build-map.ts <model folder>`.
 * Vectors come from plugsky-embed-v1, neighbours are exact cosines over all 1,536 dimensions, places are a t-SNE of
 * the same cosines, moved apart where words would cover each other. Nothing is drawn by hand and nothing is random: the same model gives the same file.
 */
const here = import.meta.dirname;
const inference = createRequire(path.join(here, '../../inference/package.json'));
const modelFolder = path.resolve(process.argv[2] ?? path.join(here, '../../inference/models/plugsky-embed'));
const width = 1200;
const height = 640;
const margin = 36;
const neighboursShown = 6;

const sampleText = 'The rain stays mainly in the plain.';

const words = mapWords();
const [sample, ...embedded] = await embedAll([sampleText, ...words.map((word) => word.text)]);
const vectors = embedded.map(({ vector }) => vector);
const similarity = vectors.map((a) => Float64Array.from(vectors, (b) => dot(a, b)));
const places = spread(project(similarity, principalPlane(vectors)), words.map(labelBox), { width, height, margin });
const narrow = narrowLabels(words, places);

const map = {
  model: 'plugsky-embed-v1',
  dimensions: vectors[0]?.length ?? 0,
  width,
  height,
  languages: mapLanguages,
  // A line for each word, so that a change of the model shows as changed lines: text, languages, meaning, x, y, whether
  // it is written on the narrow picture, and its neighbours as index:cosine (thousandths).
  words: words.map((word, index) =>
    [
      word.text,
      word.languages.join(' '),
      word.meaning,
      ...(places[index] ?? []),
      narrow.has(index) ? 1 : 0,
      nearest(index)
        .map(([other, cosine]) => `${other}:${cosine}`)
        .join(' '),
    ].join('|'),
  ),
};
const answer = {
  input: sampleText,
  tokens: sample?.tokens ?? 0,
  dimensions: sample?.vector.length ?? 0,
  numbers: Array.from(sample?.vector.slice(0, 4) ?? [], (value) => Number(value.toPrecision(9))),
};
const landing = path.join(here, '../src/features/landing');
writeFileSync(path.join(landing, 'map.json'), `${JSON.stringify(map, null, 2)}\n`);
writeFileSync(path.join(landing, 'answer.json'), `${JSON.stringify(answer, null, 2)}\n`);
process.stdout.write(`${words.length} words, dog|犬 ${cosineOf('dog', '犬').toFixed(4)}\n`);

/** The [index, cosine × 1000] of the nearest words, nearest first. */
function nearest(index: number): [number, number][] {
  return Array.from(similarity[index] ?? [], (cosine, other) => [other, cosine] as [number, number])
    .filter(([other]) => other !== index)
    .sort((a, b) => b[1] - a[1])
    .slice(0, neighboursShown)
    .map(([other, cosine]) => [other, Math.round(cosine * 1000)]);
}

function cosineOf(a: string, b: string): number {
  const i = words.findIndex((word) => word.text === a);
  const j = words.findIndex((word) => word.text === b);
  return similarity[i]?.[j] ?? Number.NaN;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] ?? 0) * (b[d] ?? 0);
  return sum;
}

/** One text at a time through the served graph: no special tokens, unknown pieces (id 1) dropped. */
async function embedAll(texts: string[]): Promise<Embedded[]> {
  const ort = inference('onnxruntime-node');
  const { Tokenizer } = inference('tokenizers');
  const tokenizer = Tokenizer.fromString(onigurumaSource(path.join(modelFolder, 'tokenizer.json')));
  const session = await ort.InferenceSession.create(path.join(modelFolder, 'plugsky-embed-v1.onnx'));
  const embedded: Embedded[] = [];
  for (const text of texts) {
    const encoding = await tokenizer.encode(text, null, { addSpecialTokens: false });
    const known = (encoding.getIds() as number[]).filter((id) => id !== 1);
    const ids = BigInt64Array.from(known.length ? known : [1], BigInt);
    const shape = [1, ids.length];
    const output = await session.run({
      input_ids: new ort.Tensor('int64', ids, shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    });
    embedded.push({
      vector: Float32Array.from(output[session.outputNames[0]].data as Float32Array),
      tokens: ids.length,
    });
  }
  return embedded;
}

interface Embedded {
  vector: Float32Array;
  tokens: number;
}

/** Oniguruma takes no look-ahead inside a look-behind: `(?![set])[letters]` says the same as `[letters&&[^set]]`. */
function onigurumaSource(file: string): string {
  const source = JSON.parse(readFileSync(file, 'utf8'));
  const rewrite = (pattern: string) => pattern.replace(/\(\?!\[([^\]]*)\]\)\[([^\]]*)\]/g, '[$2&&[^$1]]');
  for (const step of source.normalizer.normalizers) {
    if (step.pattern?.Regex) step.pattern.Regex = rewrite(step.pattern.Regex);
  }
  source.pre_tokenizer.pattern.Regex = rewrite(source.pre_tokenizer.pattern.Regex);
  return JSON.stringify(source);
}
