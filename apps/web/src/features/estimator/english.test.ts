import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundledTokenizer } from '@gridsky/tokenizer/testing';
import { expect, test } from 'vitest';
import { openOpenaiSample } from './count/openai-sample.ts';
import { openTokenCounter } from './count/token-counter.ts';
import { OPENAI_TOKENS_PER_MILLE, TOKENS_PER_THOUSAND_WORDS } from './estimate.ts';

const file = path.resolve(import.meta.dirname, '../../../../../../shared/data/eval/stsb/stsb-en-test.csv.gz');

test.skipIf(!existsSync(file))(
  'English has the tokens a word, ours and OpenAI’s, that the estimator says (skipped without ../shared/data/eval)',
  async () => {
    const read = (name: string) => JSON.parse(readFileSync(path.join(path.dirname(bundledTokenizer), name), 'utf8'));
    const counter = openTokenCounter(read('tokenizer.json'), read('gridsky.json'));
    const sample = await openOpenaiSample();
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
    const texts = lines.map((line) => line.replace(/,[\d.]+\s*$/, ''));
    const counts = await counter.countParts(texts);
    for (const [at, text] of texts.entries()) await sample.add(text, counts[at] ?? 0);
    const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0);
    const tokens = counts.reduce((sum, one) => sum + one, 0);
    expect((1_000 * tokens) / words).toBeCloseTo(TOKENS_PER_THOUSAND_WORDS, -1);
    expect(sample.perMille).toBeCloseTo(OPENAI_TOKENS_PER_MILLE, -1);
  },
);
