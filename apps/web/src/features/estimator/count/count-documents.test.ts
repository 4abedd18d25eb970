import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundledTokenizer, hostileTexts, languageSample, unicodeText } from '@gridsky/tokenizer/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countDocuments, type Lengths, totalsOf } from './count-documents.ts';
import { OpenaiSample } from './openai-sample.ts';
import { safeParts } from './safe-parts.ts';
import { openTokenCounter } from './token-counter.ts';

const folder = JSON.parse(readFileSync(path.join(path.dirname(bundledTokenizer), 'gridsky.json'), 'utf8'));
const counter = openTokenCounter(JSON.parse(readFileSync(bundledTokenizer, 'utf8')), folder);

describe('a text counted in parts', () => {
  test('has the tokens of the whole, in any script, wherever its pieces end', async () => {
    const gaps = fc.constantFrom(' ', '\n', '\t', '\r\n', '  ');
    const text = fc.array(fc.oneof(unicodeText, gaps), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 60 }),
        async (whole, piece, size) => {
          const parts: string[] = [];
          for await (const part of safeParts(pieces(whole, piece), size)) parts.push(part);
          expect(parts.join('')).toBe(whole);
          const [all = 0] = await counter.countParts([whole]);
          const each = await counter.countParts(parts);
          expect(each.reduce((sum, one) => sum + one, 0)).toBe(all);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('has them also where it is long and hostile', async () => {
    for (const [name, text] of Object.entries(hostileTexts(20_000))) {
      const whole = `${text} ${text}\n${text}`;
      const parts: string[] = [];
      for await (const part of safeParts(pieces(whole, 1_000), 5_000)) parts.push(part);
      const [all = 0] = await counter.countParts([whole]);
      expect(
        (await counter.countParts(parts)).reduce((sum, one) => sum + one, 0),
        name,
      ).toBe(all);
    }
  });

  test('is cut at all: a long text with white space is never held whole', async () => {
    const sizes: number[] = [];
    for await (const part of safeParts(pieces('a dog '.repeat(100_000), 10_000), 20_000)) sizes.push(part.length);
    expect(Math.max(...sizes)).toBeLessThan(40_000);
  });
});

test('each document is counted for itself, none with less than one token, empty ones left out', async () => {
  const lengths = await lengthsOf(['a dog', '', ' ', '\u200b', 'a dog']);
  const [dog = 0] = await counter.countParts(['a dog']);
  expect(lengths).toEqual(
    new Map([
      [dog, 2],
      [1, 2],
    ]),
  );
});

test('what the models drop before they compute is not counted', async () => {
  const [dog, withUnknown, unknown] = await counter.countParts(['a dog', 'a [UNK] dog \ue000', '[UNK]']);
  expect([withUnknown, unknown]).toEqual([dog, 0]);
});

test('documents counted together have the tokens of each alone', async () => {
  const texts = languageSample().map(({ text }) => text);
  const alone = await Promise.all(texts.map(async (text) => (await counter.countParts([text]))[0] ?? 0));
  const lengths = await lengthsOf(texts);
  expect(totalsOf(lengths)).toEqual({ documents: texts.length, tokens: alone.reduce((sum, one) => sum + one, 0) });
});

test('models that do more to a text than is known here are not counted', () => {
  const [model] = folder.models;
  const tokenizer = JSON.parse(readFileSync(bundledTokenizer, 'utf8'));
  for (const change of [
    { lowercase: true },
    { prefixes: { query: 'query: ' } },
    { addSpecialTokens: true },
    { dropTokenIds: [7] },
  ]) {
    expect(() => openTokenCounter(tokenizer, { models: [model, { ...model, ...change }] })).toThrow();
  }
});

test('the ratio to OpenAI’s tokens is of the first million characters, however long the runs in them', async () => {
  const sample = new OpenaiSample((text) => text.length);
  expect(sample.perMille).toBeNull();
  await sample.add('ab'.repeat(500_000), 500_000);
  expect(sample.perMille).toBe(2_000);
  await sample.add('more', 1_000_000);
  expect(sample.perMille).toBe(2_000);
});

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function lengthsOf(texts: string[]): Promise<Lengths> {
  async function* documents() {
    for (const text of texts) yield pieces(text, 7);
  }
  const lengths: Lengths = new Map();
  await countDocuments(documents(), counter, lengths, null, () => undefined);
  return lengths;
}
