import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeModelFolder, smallTokenizer } from '../testing/model-folder.ts';
import { bundledModels } from './bundled.ts';
import { loadModelFolder } from './load-model-folder.ts';

const bert = { model_type: 'bert', hidden_size: 32, max_position_embeddings: 512 };
const plain = { 'model.onnx': 'graph', 'tokenizer.json': smallTokenizer, 'config.json': bert };

describe('a model folder', () => {
  it('is served by its three files alone, with the usual settings of a text encoder', async () => {
    const folder = makeModelFolder(plain);
    expect(await loadModelFolder(folder, { id: 'small' })).toEqual({
      id: 'small',
      displayName: 'small',
      folder,
      graph: join(folder, 'model.onnx'),
      tokenizer: join(folder, 'tokenizer.json'),
      dims: 32,
      dimensions: [32],
      maxTokens: 512,
      pooling: 'mean',
      normalize: true,
      output: null,
      prefixes: { query: '', document: '' },
      lowercase: false,
      addSpecialTokens: true,
      dropTokenIds: [],
      emptyInputTokenId: 0,
      batchable: true,
    });
  });

  it('may keep its graph under onnx/, also as the quantised one', async () => {
    for (const name of ['onnx/model.onnx', 'onnx/model_quantized.onnx']) {
      const { 'model.onnx': graph, ...rest } = plain;
      const folder = makeModelFolder({ ...rest, [name]: graph });
      expect((await loadModelFolder(folder)).graph).toBe(join(folder, name));
    }
  });

  it('is read as sentence-transformers wrote it', async () => {
    const spec = await loadModelFolder(
      makeModelFolder({
        ...plain,
        'modules.json': [
          { type: 'sentence_transformers.models.Transformer', path: '' },
          { type: 'sentence_transformers.models.Pooling', path: '1_Pooling' },
        ],
        '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false },
        'sentence_bert_config.json': { max_seq_length: 256, do_lower_case: true },
        'config_sentence_transformers.json': { prompts: { query: 'query: ', passage: 'passage: ' } },
      }),
    );
    expect(spec).toMatchObject({
      pooling: 'cls',
      maxTokens: 256,
      lowercase: true,
      prefixes: { query: 'query: ', document: 'passage: ' },
    });
  });

  it('with a Dense module has its width and is read from the pooled output', async () => {
    const spec = await loadModelFolder(
      makeModelFolder({
        ...plain,
        'modules.json': [{ type: 'sentence_transformers.models.Dense', path: '2_Dense' }],
        '2_Dense/config.json': { in_features: 32, out_features: 16 },
      }),
    );
    expect(spec).toMatchObject({ dims: 16, dimensions: [16], pooling: 'none' });
  });

  it('follows gridsky.json before every other file', async () => {
    const settings = {
      id: 'mine',
      displayName: 'Mine',
      pooling: 'last_token',
      normalize: false,
      dimensions: [16, 8],
      maxTokens: 64,
      prefixes: { query: 'q: ' },
      output: 'out',
      dropTokenIds: [1],
    };
    expect(await loadModelFolder(makeModelFolder({ ...plain, 'gridsky.json': settings }))).toMatchObject({
      ...settings,
      dimensions: [8, 16, 32],
      prefixes: { query: 'q: ', document: '' },
      emptyInputTokenId: 1,
    });
  });

  it('of Model2Vec drops the unknown token', async () => {
    for (const config of [{ model_type: 'model2vec' }, { architectures: ['StaticModel'] }, { drop_unk: true }]) {
      const folder = makeModelFolder({ ...plain, 'config.json': { hidden_dim: 8, ...config } });
      expect(await loadModelFolder(folder)).toMatchObject({ dropTokenIds: [1], emptyInputTokenId: 1 });
    }
  });

  it('of the RoBERTa family takes two tokens less than it has positions', async () => {
    const config = { ...bert, model_type: 'xlm-roberta', max_position_embeddings: 514, pad_token_id: 1 };
    expect((await loadModelFolder(makeModelFolder({ ...plain, 'config.json': config }))).maxTokens).toBe(512);
  });

  it('with a dynamically quantised graph is never batched', async () => {
    const padding = Buffer.alloc((1 << 20) - 5);
    const graph = Buffer.concat([padding, Buffer.from('DynamicQuantizeLinear'), padding]);
    expect((await loadModelFolder(makeModelFolder({ ...plain, 'model.onnx': graph }))).batchable).toBe(false);
  });

  it('of several models asks which one is meant', async () => {
    const models = [{ id: 'a' }, { id: 'b', displayName: 'B' }];
    const folder = makeModelFolder({ ...plain, 'gridsky.json': { models } });
    expect((await loadModelFolder(folder, { id: 'b' })).displayName).toBe('B');
    await expect(loadModelFolder(folder)).rejects.toThrow('holds 2 models (a, b): name one of them.');
  });
});

describe('a bad model folder is refused with a sentence that names the file', () => {
  const cases: [string, Record<string, unknown>, string | RegExp][] = [
    ['without a graph', { 'model.onnx': undefined }, 'holds no graph: none of model.onnx, onnx/model.onnx'],
    ['with an empty graph', { 'model.onnx': '' }, /model\.onnx is empty/],
    ['without tokenizer.json', { 'tokenizer.json': undefined }, /tokenizer\.json is not there or empty/],
    ['without config.json', { 'config.json': undefined }, /config\.json is not there/],
    ['with a config.json cut off', { 'config.json': '{"hidden_size": 3' }, /config\.json is not valid JSON \(17 char/],
    ['with a list as config.json', { 'config.json': [] }, /config\.json must hold a JSON object/],
    ['without a width', { 'config.json': { model_type: 'bert' } }, /config\.json names no width \(hidden_dim/],
    ['with another file as tokenizer.json', { 'tokenizer.json': { a: 1 } }, /tokenizer\.json holds no tokenizer/],
    ['with a misspelt setting', { 'gridsky.json': { poling: 'cls' } }, /gridsky\.json is not valid.*poling/],
    ['with an unknown pooling', { 'gridsky.json': { pooling: 'max' } }, /gridsky\.json is not valid at "pooling"/],
    ['with wider dimensions', { 'gridsky.json': { dimensions: [64] } }, /offers 64 dimensions, but the model has 32/],
    [
      'that names a graph elsewhere',
      { 'gridsky.json': { graph: '../x.onnx' } },
      /names "..\/x.onnx", which is outside/,
    ],
    ['that names a missing graph', { 'gridsky.json': { graph: 'x.onnx' } }, /x\.onnx, named as graph in gridsky\.json/],
    [
      'with a pooling we do not do',
      { '1_Pooling/config.json': { pooling_mode_max_tokens: true } },
      /1_Pooling\/config\.json asks for pooling "max_tokens"; mean, cls and last token are supported/,
    ],
  ];
  it.each(cases)('%s', async (_name, change, sentence) => {
    const files = Object.fromEntries(Object.entries({ ...plain, ...change }).filter(([, file]) => file !== undefined));
    await expect(loadModelFolder(makeModelFolder(files))).rejects.toThrow(sentence);
  });

  it('when it is not there, or a file', async () => {
    const folder = makeModelFolder(plain);
    await expect(loadModelFolder(join(folder, 'nowhere'))).rejects.toThrow(/nowhere does not exist/);
    await expect(loadModelFolder(join(folder, 'model.onnx'))).rejects.toThrow(/is a file; a model is a folder/);
  });
});

it('the bundled folder holds plugsky-embed-v1 and plugsky-embed-large', async () => {
  expect(
    (await bundledModels()).map(({ id, dims, dimensions, maxTokens }) => [id, dims, dimensions, maxTokens]),
  ).toEqual([
    ['plugsky-embed-v1', 1536, [384, 512, 1024, 1536], 8191],
    ['plugsky-embed-large', 3072, [384, 512, 1024, 3072], 8191],
  ]);
});
