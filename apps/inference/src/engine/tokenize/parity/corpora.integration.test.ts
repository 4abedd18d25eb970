import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundledTokenizer } from '@gridsky/tokenizer/testing';
import { describe, expect, it } from 'vitest';
import { expectParity, openBoth, sharedFolder } from './parity.ts';

const corpora = resolve(sharedFolder, 'data/eval');
const patient = 240_000;
/** One line in so many; the long form is `npm run prove`. */
const [tatoebaStep, scifactStep] = process.env.GRIDSKY_PROVE ? [4, 3] : [40, 20];
const lines = (path: string) =>
  gunzipSync(readFileSync(resolve(corpora, path)))
    .toString('utf8')
    .split('\n');
const languages = ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'ru', 'zh'];

describe.skipIf(!existsSync(corpora))('real texts in 112 languages (skipped without ../shared/data/eval)', () => {
  it.each([
    ['plugsky-embed', bundledTokenizer],
    ['BERT', resolve(sharedFolder, 'models/tokenizer-bert-uncased/tokenizer.json')],
    ['potion-base-2M', resolve(sharedFolder, 'models/potion-base-2M/tokenizer.json')],
  ])(
    '%s gives the official ids',
    async (_, file) => {
      const texts = [
        // Sentences of all languages in one archive; its headers are texts as good as any.
        ...lines('tatoeba/tatoeba-v1.tar.gz').filter((_line, at) => at % tatoebaStep === 0),
        ...languages.flatMap((language) => lines(`stsb/stsb-${language}-test.csv.gz`)),
        ...lines('scifact/corpus.jsonl.gz').filter((_line, at) => at % scifactStep === 0),
      ];
      expect(texts.length).toBeGreaterThan(10_000);
      await expectParity(await openBoth(readFileSync(file, 'utf8')), texts);
    },
    patient,
  );
});
