import { encode } from 'gpt-tokenizer/encoding/cl100k_base';
import { expect, it } from 'vitest';
import { readInputs } from './token-input.ts';

const TEXTS = ['hello world', 'naïve café', '東京タワー', '👩‍🚀 in orbit', '  spaces\n\tand tabs  '];

it('reads all four shapes of OpenAI', async () => {
  expect(await readInputs('one')).toEqual(['one']);
  expect(await readInputs(TEXTS)).toEqual(TEXTS);
  for (const text of TEXTS) expect(await readInputs(encode(text))).toEqual([text]);
  expect(await readInputs(TEXTS.map((text) => encode(text)))).toEqual(TEXTS);
});

it('decodes many lists in turns, so that others are served in between', async () => {
  let turns = 0;
  let decoding = true;
  const count = () => {
    turns++;
    if (decoding) setImmediate(count);
  };
  setImmediate(count);
  await readInputs(Array.from({ length: 200 }, () => Array(2_000).fill(15_339)));
  decoding = false;
  expect(turns).toBeGreaterThan(5);
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['a number', 5],
  ['an object', { text: 'a' }],
  ['texts and numbers mixed', ['a', 1]],
  ['numbers and texts mixed', [1, 'a']],
  ['a list in a list of texts', ['a', [1]]],
  ['fractions', [1.5]],
  ['negative ids', [-1]],
  ['an empty list of ids', [[1], []]],
  ['an id out of range', [100_300]],
  ['an id far out of range in the second list', [[15_339], [9_999_999]]],
])('refuses %s and names the field', async (_name, input) => {
  await expect(readInputs(input)).rejects.toMatchObject({ code: 'invalid', param: 'input' });
});
