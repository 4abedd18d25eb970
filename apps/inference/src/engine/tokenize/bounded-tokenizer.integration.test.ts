import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledModels, loadModelFolder } from '../models/index.ts';
import { makeModelFolder, smallTokenizer } from '../testing/model-folder.ts';
import { boundedTokenizer } from './bounded-tokenizer.ts';
import { openEncoder } from './open-encoder.ts';
import { InputTooLong } from './tokenizer.ts';

async function small(settings: object = {}) {
  const folder = makeModelFolder({
    'model.onnx': 'graph',
    'tokenizer.json': smallTokenizer,
    'config.json': { hidden_size: 2, max_position_embeddings: 20 },
    'gridsky.json': settings,
  });
  const spec = await loadModelFolder(folder);
  return boundedTokenizer(spec, await openEncoder(spec.tokenizer));
}

async function v1() {
  const [spec] = await bundledModels();
  if (!spec) throw new Error('plugsky-embed-v1 is missing.');
  return boundedTokenizer(spec, await openEncoder(spec.tokenizer));
}

const idsOf = async (tokenizer: Awaited<ReturnType<typeof small>>, ...texts: string[]) =>
  (await tokenizer.encode(texts)).map((ids) => [...ids]);

describe('a tokenizer', () => {
  it('adds special tokens, and neither cuts nor pads what its file would cut and pad', async () => {
    expect(await idsOf(await small(), 'one two three one two', 'One')).toEqual([
      [2, 4, 5, 6, 4, 5, 3],
      [2, 4, 3],
    ]);
  });

  it('drops ids, and sends the empty input’s id when nothing is left', async () => {
    const settings = { addSpecialTokens: false, dropTokenIds: [1], emptyInputTokenId: 1 };
    expect(await idsOf(await small(settings), 'one zebra two', 'zebra', '', '  ')).toEqual([[4, 5], [1], [1], [1]]);
  });

  it('counts the prefix as part of the text', async () => {
    const tokenizer = await small({ prefixes: { query: 'query: ', document: '' } });
    expect(await tokenizer.count(['one'], { inputType: 'query' })).toEqual([{ tokens: 5, exact: true }]);
    expect(await tokenizer.count(['one'])).toEqual([{ tokens: 3, exact: true }]);
  });

  it('refuses the first text over the maximum with its exact length, and takes one at the maximum', async () => {
    const tokenizer = await small();
    await expect(tokenizer.encode(['one ', 'two '.repeat(18)])).resolves.toHaveLength(2);
    const refused = await tokenizer.encode(['one ', 'two '.repeat(19)]).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputTooLong);
    expect(refused).toMatchObject({ index: 1, tokens: { tokens: 21, exact: true }, tokensMax: 20 });
    expect((refused as Error).message).toBe('Input 1 has 21 tokens; the model takes at most 20 tokens.');
  });

  it('stops reading a text whose beginning is too long already, and says "more than"', async () => {
    const tokenizer = await small();
    await expect(tokenizer.encode(['one '.repeat(200)])).rejects.toThrow(
      'Input 0 has more than 20 tokens; the model takes at most 20 tokens.',
    );
    await expect(tokenizer.encode([' '.repeat(20 * 64 + 1)])).rejects.toThrow('and at most 1280 are read');
    expect(await idsOf(tokenizer, `${' '.repeat(1000)}one`)).toEqual([[2, 4, 3]]);
  });

  it('keeps the order of many texts through all slices', async () => {
    const words = ['one', 'two', 'three'];
    const texts = Array.from({ length: 1000 }, (_, index) => words[index % 3] ?? '');
    const ids = await idsOf(await small({ addSpecialTokens: false }), ...texts);
    expect(ids).toEqual(texts.map((_, index) => [4 + (index % 3)]));
  });

  it('stops when its caller has gone', async () => {
    const signal = AbortSignal.abort(new Error('gone'));
    await expect((await small()).encode(['one'], { signal })).rejects.toThrow('gone');
  });
});

describe('the bundled tokenizer', () => {
  it('loads although its pattern needs rewriting: words marked, unspaced scripts cut into words, unknown text dropped', async () => {
    const [spec] = await bundledModels();
    const { model } = JSON.parse(readFileSync(spec?.tokenizer ?? '', 'utf8')) as {
      model: { vocab: [string, number][] };
    };
    const ids = await idsOf(await v1(), 'Dog', 'perro', '犬', 'invoice 42', ' ', '');
    expect(ids.map((text) => text.map((id) => model.vocab[id]?.[0]))).toEqual([
      ['▁dog'],
      ['▁per', 'ro'],
      ['犬'],
      ['▁in', 'vo', 'ice', '4', '2'],
      ['[UNK]'],
      ['[UNK]'],
    ]);
  });
});
