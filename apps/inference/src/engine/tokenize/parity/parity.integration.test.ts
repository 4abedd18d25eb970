import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  bundledTokenizer,
  codePoints,
  hostileTexts,
  languageSample,
  smallWordPiece,
  unicodeText,
} from '@gridsky/tokenizer/testing';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BothEncoders, expectParity, openBoth, sharedFolder } from './parity.ts';

const patient = 480_000;
/** Shares of the long form, which is `npm run prove`. */
const runs = (all: number) => (process.env.GRIDSKY_PROVE ? all : Math.ceil(all / 6));
const files = {
  'plugsky-embed': bundledTokenizer,
  BERT: resolve(sharedFolder, 'models/tokenizer-bert-uncased/tokenizer.json'),
};

describe.each(Object.entries(files))('the tokenizer of %s (skipped without its file)', (_, file) => {
  const isThere = existsSync(file);
  let both: BothEncoders;
  beforeAll(async () => {
    if (isThere) both = await openBoth(readFileSync(file, 'utf8'));
  }, patient);

  it.skipIf(!isThere)(
    'gives the official ids in over a hundred languages and fifty scripts',
    async () => {
      const sample = languageSample();
      expect(new Set(sample.map(({ language }) => language)).size).toBeGreaterThan(100);
      const texts = sample.map(({ text }) => text);
      await expectParity(both, [...texts, ...texts.map((text) => text.toUpperCase()), texts.join('\n')]);
    },
    patient,
  );

  it.skipIf(!isThere)(
    'gives the official ids for code points of every block',
    async () => {
      await expectParity(both, codePoints(Boolean(process.env.GRIDSKY_PROVE)));
    },
    patient,
  );

  it.skipIf(!isThere)(
    'gives the official ids for anything that is a string',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(unicodeText, { minLength: 50, maxLength: 50 }), (texts) => expectParity(both, texts)),
        { numRuns: runs(60) },
      );
    },
    patient,
  );

  it.skipIf(!isThere)(
    'gives the official ids for long and hostile texts, and for "a" 500,000 times',
    async () => {
      await expectParity(both, Object.values(hostileTexts(20_000)));
      await expectParity(both, [
        'a'.repeat(500_000),
        languageSample()
          .map(({ text }) => text)
          .join(' ')
          .repeat(10),
      ]);
    },
    patient,
  );
});

describe('a small WordPiece tokenizer', () => {
  const normalizers = [true, false].flatMap((lowercase) =>
    [null, true, false].flatMap((strip_accents) =>
      [true, false].map((handle_chinese_chars) => ({ lowercase, strip_accents, handle_chinese_chars })),
    ),
  );

  it.each(normalizers)(
    'gives the official ids with %o',
    async (settings) => {
      const both = await openBoth(JSON.stringify(smallWordPiece(settings)));
      await expectParity(both, codePoints(Boolean(process.env.GRIDSKY_PROVE)));
      await fc.assert(
        fc.asyncProperty(fc.array(unicodeText, { minLength: 50, maxLength: 50 }), (texts) => expectParity(both, texts)),
        { numRuns: runs(10) },
      );
    },
    patient,
  );

  it('knows a word of as many characters as it may have, and no longer one', async () => {
    const both = await openBoth(JSON.stringify(smallWordPiece({})));
    await expectParity(
      both,
      ['a', '😀'].flatMap((piece) => [19, 20, 21, 40].map((times) => piece.repeat(times))),
    );
  });
});
