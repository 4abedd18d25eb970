import { expect, test } from 'vitest';
import { IsolatedFailure } from '../../engine/isolated/isolated-failure.ts';
import { createEndpoints } from './endpoint-health.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { ServedModel, UploadedModel } from './served-model.ts';

const remote: UploadedModel = {
  provider: 'onnx',
  id: 'model',
  tenantId: 'tenant',
  upload: {
    version: 1,
    files: Object.fromEntries(
      ['model.onnx', 'tokenizer.json', 'config.json'].map((name) => [name, { bytes: 1, sha256: '' }]),
    ),
  },
  dimensions: 4,
  inputTokensMax: null,
  inputType: 'document',
  prefixes: { query: '', document: '' },
  isOwn: true,
  fallback: null,
};

/** Counts one text with a model whose process has died, by ours where it has another to stand in. */
function countWith(fallback: UploadedModel['fallback']) {
  const endpoints = createEndpoints(() => 0);
  const fails = () => Promise.reject(new IsolatedFailure('crashed', 'It ended by itself.'));
  const counting = estimateTokens(
    {
      uploaded: {
        isolated: { facts: fails, count: fails, embed: fails },
        endpoints,
        folderOf: () => '',
        deadlineMs: 1_000,
      },
      count: async (texts) => texts.map(() => ({ tokens: 7, exact: true })),
    },
    { id: 'house', remote: { ...remote, fallback } } as ServedModel,
    { inputs: ['x'], inputType: null },
    new AbortController().signal,
  );
  return { counting, figures: () => endpoints.figures()[0] };
}

test('a request that ends because its texts could not be counted is one of the failures that the model’s page tells', async () => {
  const { counting, figures } = countWith(null);
  await expect(counting).rejects.toMatchObject({ code: 'provider_error' });
  expect(figures()).toMatchObject({ requests: 1, failures: 1, lastFailure: { reason: 'unavailable' } });
});

test('where another model stands in, ours counts, and the attempt to compute is what is told', async () => {
  const { counting, figures } = countWith({ model: 'other', remote, widths: [4] });
  expect(await counting).toEqual([{ tokens: 7, exact: true }]);
  expect(figures()).toMatchObject({ requests: 0 });
});
