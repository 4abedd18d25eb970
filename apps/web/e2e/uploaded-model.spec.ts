import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { check } from './accessibility.ts';
import { makeKey } from './api-calls.ts';
import { openEnterprise } from './enterprise.ts';
import { onnxTable } from './onnx-table.ts';
import { expect, test } from './watched-test.ts';

const words = ['[PAD]', '[UNK]', 'sky', 'sea', 'harbour'];
const table = words.map((_, id) => [id + 1, 2 * id - 3, 1, id % 2]);
const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'Whitespace' },
  post_processor: null,
  decoder: null,
  model: { type: 'WordLevel', unk_token: '[UNK]', vocab: Object.fromEntries(words.map((word, id) => [word, id])) },
};

let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'house-model-'));
  const write = (name: string, content: object) =>
    writeFile(path.join(folder, name), Buffer.isBuffer(content) ? content : JSON.stringify(content));
  await write('tokenizer.json', tokenizer);
  await write('config.json', { hidden_size: 4, max_position_embeddings: 64 });
  await write('README.md', {});
  await mkdir(path.join(folder, 'onnx'));
  // Its width is not what its settings say.
  await write('onnx/model.onnx', onnxTable(table.map((row) => row.slice(0, 3))));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

test('an ONNX model is uploaded as a folder, refused by its test, mended with another graph, enabled, called and removed', async ({
  page,
}, { config }) => {
  test.setTimeout(120_000);
  const apiUrl = String(config.metadata.apiUrl);
  await openEnterprise(page);
  await page.goto('/models');
  await page.getByRole('button', { name: 'Add model' }).click();
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Uploaded ONNX model' }).click();
  await page.getByLabel('Alias').fill('house');
  await page.getByRole('button', { name: 'Upload and test' }).click();
  await expect(page.getByText('Choose model.onnx and tokenizer.json and config.json as well')).toBeVisible();
  await page.getByLabel('Folder of the model').setInputFiles(folder);
  await expect(page.getByRole('listitem').filter({ hasText: 'model.onnx' })).toContainText('to be sent');
  await expect(page.getByText('Left out: README.md.')).toBeVisible();
  await check(page, 'upload a model');
  await page.getByRole('button', { name: 'Upload and test' }).click();

  const row = page.locator('tbody').filter({ hasText: 'house' });
  await expect(row.getByRole('alert')).toContainText(
    'gives 3 numbers a text in last_hidden_state, but the model says 4',
    {
      timeout: 30_000,
    },
  );
  await expect(row).toContainText('version 3');

  await page.getByRole('button', { name: 'Actions for house' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'config.json' })).toContainText('uploaded');
  await page.getByLabel('Files of the model').setInputFiles({
    name: 'model_fp32.onnx',
    mimeType: 'application/octet-stream',
    buffer: onnxTable(table),
  });
  await check(page, 'edit an uploaded model');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('norm 1.000', { timeout: 30_000 });
  await expect(row).toContainText('version 4');
  await row.getByRole('button', { name: 'Enable' }).click();
  await expect(row.getByText('Enabled', { exact: true })).toBeVisible();
  await check(page, '/models with an uploaded model');

  const openai = new OpenAI({ baseURL: `${apiUrl}/v1`, apiKey: await makeKey(page, 'Crawler'), maxRetries: 0 });
  await expect
    .poll(() =>
      openai.embeddings.create({ model: 'house', input: ['sky sea', 'harbour'] }).then(
        ({ data, usage }) => [data.map(({ embedding }) => embedding.length), usage.prompt_tokens],
        ({ code }) => code,
      ),
    )
    .toEqual([[4, 4], 3]);

  await page.goto('/models');
  await page.getByRole('button', { name: 'Actions for house' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByLabel('Type house to confirm').fill('house');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('No model of your own yet')).toBeVisible();
});
