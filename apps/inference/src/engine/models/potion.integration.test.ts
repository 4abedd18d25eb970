import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../engine.ts';
import { packageRoot } from '../package-root.ts';
import { cosine, embedTexts } from '../testing/embed-texts.ts';
import { spearman } from '../testing/spearman.ts';
import { bundledModels } from './bundled.ts';
import { loadModelFolder } from './load-model-folder.ts';

const shared = resolve(packageRoot, '../../../shared');
const potion = resolve(shared, 'models/potion-base-2M');
const stsb = resolve(shared, 'data/eval/stsb/stsb-en-test.csv.gz');

describe.skipIf(!existsSync(potion))(
  'a published model that nobody here made (skipped without ../shared/models/potion-base-2M)',
  () => {
    it('is served by its own files, with the published cosines to four digits', async () => {
      const engine = createEngine({ models: [await loadModelFolder(potion)], clock: performance, workers: 1 });
      const texts = ['A cat sits on the mat', 'A kitten rests on a rug', 'Stock prices fell'];
      const [cat, kitten, stocks] = await embedTexts(engine, 'potion-base-2M', texts);
      await engine.drain();
      expect(cat).toHaveLength(64);
      expect(cosine(cat, kitten)).toBeCloseTo(0.6122, 4);
      expect(cosine(cat, stocks)).toBeCloseTo(-0.0202, 4);
    });
  },
);

describe.skipIf(!existsSync(stsb))('STS-B test, English (skipped without ../shared/data/eval/stsb)', () => {
  it('has the promised Spearman correlation: v1 0.776, large 0.772, potion-base-2M 0.728', async () => {
    const models = [...(await bundledModels()), await loadModelFolder(potion)];
    const engine = createEngine({ models, clock: performance });
    const pairs = readPairs(gunzipSync(readFileSync(stsb)).toString('utf8'));
    const found: Record<string, number> = {};
    for (const { id } of models) {
      const left = await embedTexts(
        engine,
        id,
        pairs.map(([text]) => text),
      );
      const right = await embedTexts(
        engine,
        id,
        pairs.map(([, text]) => text),
      );
      const cosines = left.map((vector, row) => cosine(vector, right[row]));
      found[id] = Number(
        spearman(
          cosines,
          pairs.map(([, , score]) => score),
        ).toFixed(3),
      );
    }
    await engine.drain();
    expect(found).toEqual({ 'plugsky-embed-v1': 0.776, 'plugsky-embed-large': 0.772, 'potion-base-2M': 0.728 });
  });
});

/** Rows of `sentence1,sentence2,score`, fields quoted where they hold a comma or a quote. */
function readPairs(csv: string): [string, string, number][] {
  const rows = [...csv.matchAll(/^("(?:[^"]|"")*"|[^",\n]*),("(?:[^"]|"")*"|[^",\n]*),([\d.]+)\r?$/gm)];
  const plain = (field = '') => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
  return rows.map(([, first, second, score]) => [plain(first), plain(second), Number(score)]);
}
