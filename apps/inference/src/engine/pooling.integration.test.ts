import { describe, expect, it } from 'vitest';
import { createEngine } from './engine.ts';
import { loadModelFolder } from './models/index.ts';
import { embedTexts } from './testing/embed-texts.ts';
import { makeModelFolder, smallTokenizer } from './testing/model-folder.ts';
import { type TokenTableGraph, tokenTableGraph } from './testing/onnx-graph.ts';

/** Rows by token id: 2 [CLS], 3 [SEP], 4 one, 5 two, 6 three; padding would show at once. */
const table = [
  [900, 900],
  [0, 0],
  [1, 0],
  [0, 1],
  [4, 3],
  [0, 5],
  [12, 5],
  [-3, -4],
  [5, 0],
];

async function vectorsOf(texts: string[], settings: object, graph: Partial<TokenTableGraph> = {}, inputType?: 'query') {
  const folder = makeModelFolder({
    'model.onnx': tokenTableGraph({ table, output: 'last_hidden_state', ...graph }),
    'tokenizer.json': smallTokenizer,
    'config.json': { hidden_size: 2, max_position_embeddings: 64 },
    'gridsky.json': { id: 'table', ...settings },
  });
  const engine = createEngine({ models: [await loadModelFolder(folder)], clock: performance, workers: 1 });
  try {
    if (!inputType) return (await embedTexts(engine, 'table', texts)).map((vector) => [...vector]);
    const tokens = await engine.tokenizer('table').encode(texts, { inputType });
    const { vectors } = await engine.embed({ model: 'table', tokens, fairnessKey: 'a', priority: 'interactive' });
    return [[...vectors]];
  } finally {
    await engine.drain();
  }
}

const texts = ['one', 'two three one'];

describe('token vectors become one vector', () => {
  it('by the first token (cls)', async () => {
    expect(await vectorsOf(texts, { pooling: 'cls', normalize: false })).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });

  it('by the last token that is not padding', async () => {
    const settings = { pooling: 'last_token', normalize: false, addSpecialTokens: false };
    expect(await vectorsOf(['one', 'one three'], settings)).toEqual([
      [4, 3],
      [12, 5],
    ]);
  });

  it('by the mean of all tokens that are not padding', async () => {
    const settings = { pooling: 'mean', normalize: false, addSpecialTokens: false };
    expect(await vectorsOf(['two', 'one two'], settings)).toEqual([
      [0, 5],
      [2, 4],
    ]);
  });

  it.each(['float16', 'int8'] as const)(
    'from a graph that computes with %s as from one of float32',
    async (precision) => {
      const settings = { pooling: 'mean', normalize: false, addSpecialTokens: false };
      const texts = ['two', 'one two', 'three two one'];
      expect(await vectorsOf(texts, settings, { precision })).toEqual(await vectorsOf(texts, settings));
    },
  );

  it('of unit length where asked', async () => {
    const [vector] = await vectorsOf(['one'], { pooling: 'mean', addSpecialTokens: false });
    expect(vector?.[0]).toBeCloseTo(0.8, 6);
    expect(vector?.[1]).toBeCloseTo(0.6, 6);
  });

  it('not at all when the graph has pooled them itself', async () => {
    const settings = { normalize: false, addSpecialTokens: false };
    expect(await vectorsOf(['one three'], settings, { output: 'sentence_embedding', isPooled: true })).toEqual([
      [8, 4],
    ]);
  });

  it('with token_type_ids of zero when the graph wants them', async () => {
    const settings = { pooling: 'cls', normalize: false, addSpecialTokens: false };
    expect(
      await vectorsOf(['one'], settings, {
        typeTable: [
          [100, 0],
          [0, 700],
        ],
      }),
    ).toEqual([[104, 3]]);
  });

  it('with the query prefix before the text', async () => {
    const settings = { pooling: 'mean', normalize: false, addSpecialTokens: false, prefixes: { query: 'query: ' } };
    expect(await vectorsOf(['one'], settings, {}, 'query')).toEqual([[2, expect.closeTo(-1 / 3, 6)]]);
  });
});
