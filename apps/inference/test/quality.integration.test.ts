import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nano } from '@gridsky/api/domain';
import { addModel } from '@gridsky/api/services';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModelFolder } from '../src/engine/models/index.ts';
import { spearman } from './spearman.ts';
import { startTestPlatform, type TestPlatform, until } from './test-platform.ts';

// The evaluation sets and the published model lie beside the checkout, where they are; the repository does not carry them.
const shared = path.resolve(import.meta.dirname, '../../../../shared');
const stsb = path.join(shared, 'data/eval/stsb/stsb-en-test.csv.gz');
const potion = path.join(shared, 'models/potion-base-2M');

let platform: TestPlatform;
let client: OpenAI;

beforeAll(async () => {
  platform = await startTestPlatform();
  const { secret } = await platform.tenant('scale');
  client = new OpenAI({ apiKey: secret, baseURL: `${platform.url}/v1`, maxRetries: 0 });
});
afterAll(() => platform?.stop());

const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);

async function embed(model: string, texts: string[]): Promise<number[][]> {
  const vectors: number[][] = [];
  for (let start = 0; start < texts.length; start += 1_000) {
    const { data } = await client.embeddings.create({ model, input: texts.slice(start, start + 1_000) });
    vectors.push(...data.map(({ embedding }) => embedding));
  }
  return vectors;
}

async function stsbSpearman(model: string): Promise<number> {
  const pairs = readPairs(gunzipSync(readFileSync(stsb)).toString('utf8'));
  const left = await embed(
    model,
    pairs.map(([text]) => text),
  );
  const right = await embed(
    model,
    pairs.map(([, text]) => text),
  );
  expect(pairs).toHaveLength(1_379);
  return spearman(
    left.map((vector, index) => cosine(vector, right[index] ?? [])),
    pairs.map(([, , score]) => score),
  );
}

/** CSV of sentence1,sentence2,score with RFC 4180 quotes. */
function readPairs(csv: string): [string, string, number][] {
  const fields = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(?:,|\n|$)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
  const pairs: [string, string, number][] = [];
  for (let index = 0; index + 2 < fields.length; index += 3) {
    const [first = '', second = '', score = ''] = fields.slice(index, index + 3);
    if (score !== 'score') pairs.push([first, second, Number(score)]);
  }
  return pairs;
}

describe('the serving check of the bundled model', () => {
  it('gives the cosines of its recipe to four digits', async () => {
    const [dog = [], perro = [], inu = [], invoice = []] = await embed('plugsky-embed-v1', [
      'dog',
      'perro',
      '犬',
      'invoice',
    ]);
    expect(cosine(dog, perro)).toBeCloseTo(0.3091, 4);
    expect(cosine(dog, inu)).toBeCloseTo(0.6905, 4);
    expect(cosine(dog, invoice)).toBeCloseTo(-0.0661, 4);
  });
});

describe.skipIf(!existsSync(stsb))(
  'STS-B test through the running API (skipped where the evaluation data is missing)',
  () => {
    it.each([
      ['plugsky-embed-v1', 0.776],
      ['plugsky-embed-large', 0.772],
    ])('%s reaches a Spearman of %f', async (model, figure) => {
      expect(await stsbSpearman(model)).toBeCloseTo(figure, 3);
    });
  },
);

describe.skipIf(!existsSync(potion))('a model nobody here made (skipped where it is missing)', () => {
  it('is added beside a running platform and serves its published cosines', async () => {
    const spec = await loadModelFolder(potion, { id: 'potion' });
    await addModel(platform.context, {
      id: 'potion',
      displayName: spec.displayName,
      folder: potion,
      dimensions: spec.dims,
      allowedDimensions: spec.dimensions,
      maxInputTokens: spec.maxTokens,
      pricePerMillionNano: nano(0n),
      everyPlan: true,
    });
    await until(async () => (await client.models.list()).data.some(({ id }) => id === 'potion'), 10_000);
    const [cat = [], kitten = [], stocks = []] = await embed('potion', [
      'A cat sits on the mat',
      'A kitten rests on a rug',
      'Stock prices fell',
    ]);
    expect(cat).toHaveLength(64);
    expect(cosine(cat, kitten)).toBeCloseTo(0.6122, 4);
    expect(cosine(cat, stocks)).toBeCloseTo(-0.0202, 4);
    expect(await stsbSpearman('potion')).toBeCloseTo(0.728, 3);
  });
});
