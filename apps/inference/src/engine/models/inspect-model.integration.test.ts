import { describe, expect, it } from 'vitest';
import { makeModelFolder, smallTokenizer } from '../testing/model-folder.ts';
import { tokenTableGraph } from '../testing/onnx-graph.ts';
import { bundledModels } from './bundled.ts';
import { inspectModel } from './inspect-model.ts';
import { loadModelFolder } from './load-model-folder.ts';

const table = Array.from({ length: 9 }, (_, id) => [id + 1, -id, 0.5]);
const files = (graph: Buffer | string, config: object = { hidden_size: 3 }) => ({
  'model.onnx': graph,
  'tokenizer.json': smallTokenizer,
  'config.json': config,
});

describe('inspecting a model', () => {
  it('tells what a trial run showed', async () => {
    const [v1] = await bundledModels();
    if (!v1) throw new Error('plugsky-embed-v1 is missing.');
    const report = await inspectModel(v1);
    expect(report).toMatchObject({ dims: 1536, output: 'sentence_embedding', pooled: true });
    expect(report.norm).toBeCloseTo(1, 6);
  });

  it('refuses a file that is no graph', async () => {
    const spec = await loadModelFolder(makeModelFolder(files('version https://git-lfs.github.com/spec/v1')));
    await expect(inspectModel(spec)).rejects.toThrow(/model\.onnx/);
  });

  it('refuses a graph of another width than the folder says', async () => {
    const graph = tokenTableGraph({ table, output: 'last_hidden_state' });
    const spec = await loadModelFolder(makeModelFolder(files(graph, { hidden_size: 4 })));
    await expect(inspectModel(spec)).rejects.toThrow(
      'gives 3 numbers a text in last_hidden_state, but the model says 4.',
    );
  });

  it('refuses a graph that wants an input no text encoder has', async () => {
    const graph = tokenTableGraph({ table, output: 'last_hidden_state', extraInput: 'pixel_values' });
    const spec = await loadModelFolder(makeModelFolder(files(graph)));
    await expect(inspectModel(spec)).rejects.toThrow(/wants inputs .*pixel_values/);
  });

  it('refuses an output name that the graph does not have', async () => {
    const graph = tokenTableGraph({ table, output: 'last_hidden_state' });
    const spec = await loadModelFolder(makeModelFolder({ ...files(graph), 'gridsky.json': { output: 'pooled' } }));
    await expect(inspectModel(spec)).rejects.toThrow('has no output pooled; it has last_hidden_state.');
  });

  it('refuses token vectors where the output should be pooled', async () => {
    const graph = tokenTableGraph({ table, output: 'last_hidden_state' });
    const spec = await loadModelFolder(makeModelFolder({ ...files(graph), 'gridsky.json': { pooling: 'none' } }));
    await expect(inspectModel(spec)).rejects.toThrow('gives one vector per token in last_hidden_state');
  });
});
