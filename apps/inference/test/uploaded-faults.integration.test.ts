import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { getPriority } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smallTokenizer } from '../src/engine/testing/model-folder.ts';
import { attribute, float, int64, matrix, model, node, value } from '../src/engine/testing/onnx-file.ts';
import { tokenTableGraph } from '../src/engine/testing/onnx-graph.ts';
import { until } from './test-platform.ts';
import { trapGraph } from './trap-graph.ts';
import { allFiles, startUploadPlatform } from './uploaded-platform.ts';

/** A row a token of the small tokenizer: [PAD] [UNK] [CLS] [SEP] one two three query ":". */
const table = Array.from({ length: 9 }, (_, id) => [id + 1, 9 - id, 1, id % 2]);
const OUTPUT = { output: 'last_hidden_state' };
const SMALL = {
  'model.onnx': tokenTableGraph({ table, ...OUTPUT }),
  'tokenizer.json': smallTokenizer,
  'config.json': { hidden_size: 4, max_position_embeddings: 32 },
};
/** "two" asks for 6 GiB at once, "query" for somewhat more than there is, "three" for hours. */
const TRAP = { ...SMALL, 'model.onnx': trapGraph({ table, sizes: [1, 1, 1, 1, 1, 40_000, 3_500, 13_000, 1] }) };

type Platform = Awaited<ReturnType<typeof startUploadPlatform>>;
let platform: Platform;
let program: Awaited<ReturnType<Platform['program']>>;

beforeAll(async () => {
  platform = await startUploadPlatform({
    MODEL_UPLOAD_BYTES_MAX: '2000000',
    MODEL_UPLOAD_TENANT_BYTES_MAX: '3000000',
    MODEL_UPLOAD_MEMORY_MIB: '512',
    MODEL_UPLOAD_RUN_SECONDS: '6',
    MODEL_UPLOAD_PROCESSES: '2',
  });
  program = await platform.program();
  await program.add('small', SMALL);
  await program.serve('small');
  await program.add('trap', TRAP, { fallback: null });
  await program.serve('trap');
}, 120_000);
afterAll(() => platform?.stop());

const loop = model({
  name: 'loop',
  nodes: [node('Gather', ['table', 'input_ids'], 't'), node('Loop', ['t'], 'last_hidden_state')],
  tensors: [matrix('table', table)],
  inputs: [value('input_ids', int64, ['b', 's'])],
  outputs: [value('last_hidden_state', float, ['b', 's', 'd'])],
});
const misshapen = model({
  name: 'misshapen',
  nodes: [
    node('Gather', ['table', 'input_ids'], 't'),
    node('Concat', ['t', 't'], 'last_hidden_state', [attribute('axis', 1)]),
  ],
  tensors: [matrix('table', table)],
  inputs: [value('input_ids', int64, ['b', 's'])],
  outputs: [value('last_hidden_state', float, ['b', 's2', 'd'])],
});

test.each<[string, Record<string, Buffer | object>, RegExp]>([
  ['a loop', { 'model.onnx': loop }, /operator "Loop".*Export the model without loops|Loop.*without loops/],
  ['a graph that is none', { 'model.onnx': Buffer.from('not a graph') }, /not an ONNX model, or is damaged/],
  ['a graph that gives no vectors', { 'model.onnx': misshapen }, /last_hidden_state has shape \[2, 4, 4\]/],
  [
    'another width than its settings say',
    { 'config.json': { hidden_size: 5 } },
    /gives 4 numbers a text in last_hidden_state, but the model says 5/,
  ],
  ['settings without a width', { 'config.json': {} }, /config\.json names no width/],
  ['settings that are no JSON', { 'config.json': Buffer.from('{"a":') }, /config\.json is not valid JSON/],
  ['a tokenizer without a vocabulary', { 'tokenizer.json': { model: null } }, /tokenizer\.json holds no tokenizer/],
  [
    'a tokenizer of nonsense',
    { 'tokenizer.json': { model: { type: 'BPE', vocab: 7 } } },
    /tokenizer\.json is not a tokenizer that can be loaded/,
  ],
  ['a graph beside the folder', { 'gridsky.json': { graph: '../../../etc/passwd' } }, /outside the folder/],
])('%s is refused by the test, in a sentence for its owner without any path', async (name, change, sentence) => {
  const alias = `odd-${name.length}-${name.replaceAll(/[^a-z]/g, '').slice(0, 20)}`;
  await program.add(alias, { ...SMALL, ...change });
  const { body } = await program.models('POST', `/${alias}/test`);
  expect(body).toMatchObject({ ok: false, message: expect.stringMatching(sentence) });
  expect(body.message).not.toContain(platform.uploads);
  expect(body.message).not.toContain(program.id);
  expect(await program.models('POST', `/${alias}/enable`)).toMatchObject({ status: 409 });
  await program.models('DELETE', `/${alias}`);
});

describe('what is sent', () => {
  const incoming = async () => (await allFiles(platform.uploads)).filter((name) => name.startsWith('.incoming'));

  test('a file beyond its bound is refused, whether it says its length or not, and leaves nothing', async () => {
    await program.add('large', {});
    const body = Buffer.alloc(2_100_000);
    expect(await program.put('large', 'model.onnx', body)).toMatchObject({
      status: 413,
      body: { error: { code: 'request_too_large', message: expect.stringContaining('at most 2,000,000 are taken') } },
    });
    const chunked = await fetch(`${platform.url}/v1/private/models/large/files/model.onnx`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${program.secret}` },
      body: new ReadableStream({
        pull(controller) {
          controller.enqueue(new Uint8Array(body));
          controller.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(await incoming()).toEqual([]);
    expect((await program.put('large', 'model.onnx', Buffer.alloc(1_900_000, 1))).status).toBe(200);
    await program.models('POST', '', { alias: 'larger', provider: 'onnx' });
    expect(await program.put('larger', 'model.onnx', Buffer.alloc(1_900_000))).toMatchObject({ status: 413 });
    // The same file again is no second one, and another in its place takes its room.
    const same = await program.put('large', 'model.onnx', Buffer.alloc(1_900_000, 1));
    expect(same.body.upload.version).toBe(1);
    expect((await program.put('large', 'model.onnx', Buffer.alloc(1_900_000, 2))).body.upload.version).toBe(2);
    for (const alias of ['large', 'larger']) await program.models('DELETE', `/${alias}`);
  });

  test('an upload that breaks off leaves nothing and changes nothing', async () => {
    await program.add('torn', { 'config.json': { hidden_size: 4 } });
    const sending = httpRequest(`${platform.url}/v1/private/models/torn/files/model.onnx`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${program.secret}`, 'content-length': 1_000_000 },
    });
    sending.on('error', () => {});
    sending.write(Buffer.alloc(300_000));
    await until(async () => (await incoming()).length === 1, 20_000);
    sending.destroy();
    await until(async () => (await incoming()).length === 0, 20_000);
    expect((await program.models('GET', '/torn')).body.upload).toMatchObject({
      version: 1,
      missing: ['model.onnx', 'tokenizer.json'],
    });
    await program.models('DELETE', '/torn');
  });

  test('files with other names, empty ones, packed ones and files for endpoints are refused', async () => {
    await program.add('odd', {});
    expect(await program.put('odd', '../../evil', {})).toMatchObject({
      status: 400,
      body: { error: { param: 'name' } },
    });
    expect(await program.put('odd', 'config.json', Buffer.alloc(0))).toMatchObject({ status: 400 });
    const packed = await fetch(`${platform.url}/v1/private/models/odd/files/config.json`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${program.secret}`, 'content-encoding': 'gzip' },
      body: 'x',
    });
    expect(packed.status).toBe(415);
    expect(await program.models('DELETE', '/odd/files/config.json')).toMatchObject({ status: 404 });
    await program.models('POST', '', { alias: 'cohere', provider: 'cohere', model: 'embed-v4.0' });
    expect(await program.put('cohere', 'config.json', {})).toMatchObject({ status: 409 });
    const refused = { endpoint: 'https://example.com', secret: 's-0123456789' };
    for (const [field, content] of Object.entries(refused)) {
      const wrong = await program.models('POST', '', { alias: 'x', provider: 'onnx', [field]: content });
      expect(wrong).toMatchObject({ status: 400, body: { error: { param: field } } });
    }
    for (const alias of ['odd', 'cohere']) await program.models('DELETE', `/${alias}`);
  });

  test('settings among the files are heeded; taken away again they are not', async () => {
    await program.add('settings', { ...SMALL, '1_Pooling/config.json': { pooling_mode_cls_token: true } });
    await program.serve('settings');
    const vectorOf = async () =>
      (await program.embed('settings', 'one one one')).body.data[0].embedding.map(Math.fround) as number[];
    // [CLS] is token 2.
    expect(await vectorOf()).toEqual(unit(table[2] ?? []));
    expect(await program.models('DELETE', '/settings/files/1_Pooling%2Fconfig.json')).toMatchObject({
      body: { enabled: false },
    });
    // Told by a notification, which may take a moment.
    await until(async () => (await program.embed('settings', 'one')).status === 404, 10_000);
    await program.serve('settings');
    expect(await vectorOf()).not.toEqual(unit(table[2] ?? []));
    await program.models('DELETE', '/settings');
  });
});

test('two tenants have a model of the same alias each, and neither can send files to the other’s', async () => {
  const other = await platform.program();
  await other.add('small', { ...SMALL, 'model.onnx': tokenTableGraph({ table: table.toReversed(), ...OUTPUT }) });
  await other.serve('small');
  const [mine, theirs] = await Promise.all([program.embed('small', 'one'), other.embed('small', 'one')]);
  expect(mine.status).toBe(200);
  expect(theirs.body.data[0].embedding).not.toEqual(mine.body.data[0].embedding);
  const foreign = await other.put('trap', 'config.json', {});
  expect(foreign).toMatchObject({ status: 404 });
  expect(foreign.body).toEqual((await other.put('nothing-of-the-kind', 'config.json', {})).body);
});

describe('a graph that goes wrong while it serves', () => {
  const others = async () => {
    const ours = await program.embed('small', 'one');
    const bundled = await program.embed('plugsky-embed-v1', 'the sky');
    return [ours.status, bundled.status];
  };

  test.each([
    ['takes all memory at once', 'two', 502, /more memory than a model may have here/],
    ['takes more memory than it may have', 'query', 502, /more memory than a model may have here/],
    ['computes for ever', 'three', 504, /took too long over one step/],
  ])('%s: said, and nobody else notices', async (_name, text, status, sentence) => {
    const failing = program.embed('trap', text);
    expect(await others()).toEqual([200, 200]);
    const { body, ...answer } = await failing;
    expect({ status: answer.status, message: body.error.message }).toEqual({
      status,
      message: expect.stringMatching(sentence),
    });
    expect((await program.embed('trap', 'one')).status).toBe(200);
    const [row] = await platform.query(
      'SELECT tokens::int, error_code FROM usage_event WHERE tenant_id = $1 AND status = $2 ORDER BY created_at DESC LIMIT 1',
      [program.id, status],
    );
    expect(row).toMatchObject({ tokens: 0, error_code: status === 504 ? 'provider_timeout' : 'provider_error' });
  });

  test('a text longer than the model takes is the caller’s to mend, and named by its place', async () => {
    const long = 'one '.repeat(40);
    expect(await program.embed('small', ['one', long])).toMatchObject({
      status: 400,
      body: { error: { code: 'context_length_exceeded', message: expect.stringContaining('input[1] has 42 tokens') } },
    });
    expect((await program.embed('small', 'one')).status).toBe(200);
  });

  test('a process that is killed under load is replaced, and no request fails', async () => {
    const load = Array.from({ length: 12 }, () => program.embed('trap', Array<string>(40).fill('one one one')));
    await until(async () => (await isolatedPids()).length > 0, 20_000);
    await killIsolated();
    expect((await Promise.all(load)).map(({ status }) => status)).toEqual(Array(12).fill(200));
  });

  test('processes that are killed again and again under load fail their own requests alone; the next one is served', async () => {
    const statuses: number[] = [];
    const load = Array.from({ length: 30 }, async () => {
      const { status } = await program.embed('trap', Array<string>(40).fill('one one one'));
      statuses.push(status);
    });
    const bundled = Array.from({ length: 10 }, () => program.embed('plugsky-embed-v1', 'the sky'));
    await until(async () => {
      await killIsolated();
      return statuses.includes(502);
    }, 20_000);
    await Promise.all(load);
    expect(statuses.every((status) => status === 200 || status === 502)).toBe(true);
    expect((await Promise.all(bundled)).map(({ status }) => status)).toEqual(Array(10).fill(200));
    // Killed several times in a row, it is started again after a while.
    await until(async () => (await program.models('POST', '/trap/test')).body.ok === true, 40_000);
    expect((await program.embed('trap', 'one')).status).toBe(200);
    expect((await program.embed('small', 'one')).status).toBe(200);
  });

  test('more models than places: each gets one in turn', async () => {
    for (const alias of ['small', 'trap', 'third', 'small', 'third', 'trap']) {
      if (alias === 'third' && (await program.models('GET', '/third')).status === 404) {
        await program.add('third', SMALL);
        await program.serve('third');
      }
      expect((await program.embed(alias, 'one')).status).toBe(200);
    }
    expect((await isolatedPids()).length).toBeLessThanOrEqual(2);
  });

  test('again and again: its breaker opens, its fallback serves, a test closes it', async () => {
    await program.models('PATCH', '/trap', { fallback: 'small' });
    await until(async () => (await program.embed('trap', 'two')).status === 200, 20_000);
    const served: (string | null)[] = [];
    for (let time = 0; time < 6; time++) {
      const { status, headers } = await program.embed('trap', 'two');
      expect(status).toBe(200);
      served.push(headers.get('x-gridsky-model'));
    }
    expect(served).toEqual(Array(6).fill('small'));
    expect((await program.models('GET', '/trap')).body.health_status).toBe('unhealthy');
    // Counted by ours, and served by the fallback all the same.
    expect((await program.embed('trap', 'one')).headers.get('x-gridsky-model')).toBe('small');
    await until(async () => (await program.models('POST', '/trap/test')).body.ok === true, 40_000);
    expect((await program.models('GET', '/trap')).body.health_status).toBe('healthy');
    expect((await program.embed('trap', 'one')).headers.get('x-gridsky-model')).not.toBe('small');
  }, 60_000);
});

test.runIf(process.platform === 'linux')(
  'its process has nothing: no environment, no descriptors, low priority, a user of its own',
  async () => {
    await program.embed('small', 'one');
    const [pid] = await isolatedPids();
    if (pid === undefined) throw new Error('no process');
    expect(await readFile(`/proc/${pid}/environ`, 'utf8')).toBe('');
    expect(await readFile(`/proc/${pid}/oom_score_adj`, 'utf8')).toBe('1000\n');
    expect(getPriority(pid)).toBeGreaterThan(getPriority());
    const limits = await readFile(`/proc/${pid}/limits`, 'utf8');
    expect(limits).toMatch(/Max core file size +0 +0/);
    expect(limits).toMatch(/Max file size +0 +0/);
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    if (process.getuid?.() === 0) expect(status).toMatch(/^Uid:\s+654\d\d\s/m);
  },
);

async function killIsolated(): Promise<void> {
  for (const pid of await isolatedPids()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself in this moment.
    }
  }
}

/** The processes of this one that run uploaded models. */
async function isolatedPids(): Promise<number[]> {
  const found: number[] = [];
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').catch(() => '');
  for (const pid of children.split(' ').filter(Boolean).map(Number)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('isolated')) found.push(pid);
  }
  return found;
}

function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return [...Float32Array.from(vector, (number) => number / length)];
}
