import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { mintUploadToken } from '@gridsky/api/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomBert } from '../bench/model/random-bert.ts';
import { createEngine } from '../src/engine/index.ts';
import { loadModelFolder } from '../src/engine/models/load-model-folder.ts';
import { embedTexts } from '../src/engine/testing/embed-texts.ts';
import { makeModelFolder, smallTokenizer } from '../src/engine/testing/model-folder.ts';
import { until } from './test-platform.ts';
import { allFiles, startUploadPlatform } from './uploaded-platform.ts';

const SIZE = { layers: 2, hidden: 32, heads: 4, inner: 64, vocabulary: 16, steps: 64 };
const FILES = {
  'model.onnx': randomBert(SIZE),
  'tokenizer.json': smallTokenizer,
  'config.json': { model_type: 'bert', hidden_size: 32, max_position_embeddings: 64 },
};

let platform: Awaited<ReturnType<typeof startUploadPlatform>>;
beforeAll(async () => {
  platform = await startUploadPlatform();
}, 120_000);
afterAll(() => platform?.stop());

test('a model is uploaded file by file, tested, enabled, called by both addresses, and its vectors are those of the same folder added by the operator', async () => {
  const program = await platform.program();
  await program.add('ours', {});
  expect(await program.models('POST', '/ours/test')).toMatchObject({
    body: { ok: false, message: expect.stringContaining('upload model.onnx and tokenizer.json and config.json first') },
  });
  for (const [name, content] of Object.entries(FILES))
    expect((await program.put('ours', name, content)).status).toBe(200);
  expect((await program.models('GET', '/ours')).body).toMatchObject({
    provider: 'onnx',
    endpoint: null,
    enabled: false,
    dimensions: null,
    upload: {
      version: 3,
      missing: [],
      files: [{ name: 'model.onnx' }, { name: 'tokenizer.json' }, { name: 'config.json' }],
    },
  });
  expect(await program.models('POST', '/ours/enable')).toMatchObject({ status: 409 });
  expect((await program.models('POST', '/ours/test')).body).toMatchObject({
    ok: true,
    dimensions: 32,
    max_input_tokens: 64,
  });
  expect((await program.models('POST', '/ours/enable')).body).toMatchObject({
    enabled: true,
    health_status: 'healthy',
  });

  await until(async () => (await program.embed('ours', 'one')).status === 200, 20_000);
  const texts = ['one two three', 'two', 'three three one', ''.padEnd(90, 'one two ')];
  const folder = makeModelFolder(FILES);
  const engine = createEngine({
    models: [await loadModelFolder(folder, { id: 'ours' })],
    clock: performance,
    workers: 1,
  });
  const same = await embedTexts(engine, 'ours', texts);
  await engine.drain();
  for (const path of ['/v1/embeddings', '/v1/private/ours/embeddings']) {
    const { status, body } = await program.ask('POST', path, {
      model: 'ours',
      input: texts,
      encoding_format: 'base64',
    });
    expect(status).toBe(200);
    const vectors = body.data.map(({ embedding }: { embedding: string }) => floats(embedding));
    for (const [index, vector] of vectors.entries()) {
      for (const [at, number] of vector.entries()) expect(number).toBeCloseTo(same[index]?.[at] ?? Number.NaN, 5);
    }
    // Of its own tokenizer, special tokens included.
    expect(body.usage).toEqual({ prompt_tokens: 5 + 3 + 5 + 25, total_tokens: 38 });
  }
}, 120_000);

function floats(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

test('files of a removed model and of replaced versions are cleared away; those in use stay', async () => {
  const program = await platform.program();
  const config = FILES['config.json'];
  await program.add('gone', { 'config.json': config });
  await program.add('kept', { 'config.json': config });
  await program.put('kept', 'config.json', { ...config, vocab_size: 16 });
  const kept = await versions('kept');
  expect(await files()).toEqual(
    [`${await versions('gone')}/1/config.json`, `${kept}/1/config.json`, `${kept}/2/config.json`].sort(),
  );
  // Long enough ago that nobody is opening it.
  await utimes(join(platform.uploads, kept), 1, 1);
  await program.models('DELETE', '/gone');
  await platform.query(`SELECT pg_notify('gridsky_jobs', 'model-files')`);
  await until(async () => (await files()).length === 1, 20_000);
  expect(await files()).toEqual([`${kept}/2/config.json`]);

  async function versions(alias: string): Promise<string> {
    const rows = await platform.query<{ id: string }>(
      'SELECT id FROM private_model WHERE alias = $1 AND tenant_id = $2',
      [alias, program.id],
    );
    return `${program.id}/${rows[0]?.id}`;
  }
  async function files(): Promise<string[]> {
    return (await allFiles(platform.uploads)).filter((name) => name.startsWith(program.id)).sort();
  }
});

test('the dashboard’s token sends files and does nothing else', async () => {
  const program = await platform.program();
  await program.add('ours', {});
  const { secret } = await mintUploadToken(platform.member(program.id));
  const ask = async (method: string, path: string, body?: string) => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
    return (await fetch(`${platform.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })).status;
  };
  expect(await ask('PUT', '/v1/private/models/ours/files/config.json', '{}')).toBe(200);
  expect(await ask('PUT', '/v1/private/models/nobodys/files/config.json', '{}')).toBe(404);
  expect(await ask('DELETE', '/v1/private/models/ours/files/config.json')).toBe(200);
  for (const [method, path] of [
    ['GET', '/v1/private/models'],
    ['POST', '/v1/private/models/ours/test'],
    ['DELETE', '/v1/private/models/ours'],
    ['GET', '/v1/models'],
    ['GET', '/v1/accounting/usage'],
  ] as const) {
    expect([path, await ask(method, path)]).toEqual([path, 403]);
  }
  expect(await ask('POST', '/v1/embeddings', '{"model":"plugsky-embed-v1","input":"x"}')).toBe(403);
  expect(await ask('POST', '/v1/tokenize', '{"model":"plugsky-embed-v1","input":"x"}')).toBe(403);
});
