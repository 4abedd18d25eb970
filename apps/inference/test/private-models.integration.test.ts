import { NO_MONEY } from '@gridsky/api/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider } from '../src/providers/testing/provider-server.ts';
import { startWireServer, vectorOfText } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post, until } from './test-platform.ts';

const WIDTH = 8;

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;

beforeAll(async () => {
  platform = await startRemotePlatform();
}, 120_000);
afterAll(() => platform.stop());

test('a program adds a model, tests it, enables it, calls it, changes it and removes it with a key of scope admin', async () => {
  const tei = await startProvider('tei', { width: WIDTH, secrets: [] });
  const { secret } = await platform.tenant('enterprise', { creditNano: NO_MONEY, scope: 'admin' });
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${platform.url}/v1/private/models${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const added = await ask('POST', '', {
    alias: 'bge',
    provider: 'tei',
    endpoint: tei.url,
    query_prefix: 'query: ',
    price_per_million_tokens: '0.05',
  });
  expect(added).toMatchObject({
    status: 200,
    body: { alias: 'bge', enabled: false, dimensions: null, price_per_million_tokens: '0.05', secret_last4: null },
  });
  expect(await ask('POST', '/bge/enable')).toMatchObject({ status: 409 });
  expect(await ask('POST', '/bge/test')).toMatchObject({
    status: 200,
    body: { ok: true, dimensions: WIDTH, tokens: null, latency_ms: expect.any(Number) },
  });
  // Its own bound on texts, as it tells it at /info.
  expect(await ask('POST', '/bge/enable')).toMatchObject({ body: { enabled: true, dimensions: WIDTH, max_texts: 48 } });
  const answer = await post(`${platform.url}/v1/embeddings`, secret, {
    model: 'bge',
    input: 'sky',
    input_type: 'query',
  });
  expect(answer.status).toBe(200);
  expect(tei.received.at(-1)?.body).toEqual({ inputs: ['query: sky'], normalize: true, truncate: false });
  expect(await ask('PATCH', '/bge', { query_prefix: '', alias: 'bge-small' })).toMatchObject({
    body: { alias: 'bge-small', query_prefix: '', enabled: true },
  });
  expect((await ask('GET', '')).body).toMatchObject({ data: [{ alias: 'bge-small' }] });
  const custom = { template: { q: '{{texts}}' }, vectors_path: 'data[].vector', tokens_path: null };
  expect(await ask('POST', '', { alias: 'house', provider: 'custom', endpoint: tei.url, custom })).toMatchObject({
    status: 200,
    body: { custom, fallback: null },
  });
  await ask('POST', '', { alias: 'spare', provider: 'tei', endpoint: tei.url });
  await ask('POST', '/spare/test');
  expect(await ask('PATCH', '/bge-small', { fallback: 'spare' })).toMatchObject({ body: { fallback: 'spare' } });
  expect(await ask('GET', '/bge-small')).toMatchObject({ body: { fallback: 'spare' } });
  expect(await ask('DELETE', '/bge-small')).toMatchObject({ body: { deleted: true } });
  expect((await ask('GET', '/bge-small')).status).toBe(404);
});

test('an endpoint that hangs now and then is asked a second time, once its owner has set after how long', async () => {
  let hangs = false;
  let abandoned = 0;
  const tei = await startWireServer(({ body, path }, response) => {
    if (path === '/info') return void response.writeHead(404).end();
    const { inputs } = body as { inputs: string[] };
    const reply = () => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(inputs.map((text) => vectorOfText(text, WIDTH))));
    };
    if (!hangs) return reply();
    hangs = false;
    const late = setTimeout(reply, 3_000);
    response.once('close', () => {
      clearTimeout(late);
      if (!response.writableFinished) abandoned++;
    });
  });
  const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY, scope: 'admin' });
  const id = await platform.model(tenant.id, { alias: 'slow', provider: 'tei', baseUrl: tei.url });
  const changed = await fetch(`${platform.url}/v1/private/models/slow`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${tenant.secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ hedge_after_ms: 40 }),
  });
  expect(await changed.json()).toMatchObject({ hedge_after_ms: 40, enabled: true });
  expect(await platform.find(tenant.id, id)).toMatchObject({ hedgeAfterMs: 40 });
  // A change is felt when its notification has come: until then the slow answer is waited for.
  await until(async () => {
    hangs = true;
    const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'slow', input: 'sky' });
    expect(answer.status).toBe(200);
    return abandoned > 0;
  }, 20_000);
});

test('what is wrong is told with the field as the wire names it; other scopes and plans may not', async () => {
  const { secret } = await platform.tenant('enterprise', { creditNano: NO_MONEY, scope: 'admin' });
  const model = { alias: 'x', provider: 'cohere', model: 'embed-v4.0' };
  const add = async (body: object, key = secret) => {
    const answer = await post(`${platform.url}/v1/private/models`, key, body);
    return [answer.status, ((await answer.json()) as { error: { param: string | null } }).error.param];
  };
  expect(await add({ ...model, endpoint: 'https://10.0.0.1' })).toEqual([400, 'endpoint']);
  expect(await add({ ...model, price_per_million_tokens: 'cheap' })).toEqual([400, 'price_per_million_tokens']);
  expect(await add({ ...model, alias: 'Not/This' })).toEqual([400, 'alias']);
  expect(await add({ ...model, max_texts: 0 })).toEqual([400, 'max_texts']);
  expect(await add({ ...model, alias: 'plugsky-embed-v1' })).toEqual([409, 'alias']);
  expect(await add({ ...model, provider: 'custom', endpoint: 'https://example.com' })).toEqual([400, 'custom']);
  expect(await add({ ...model, fallback: 'nothing' })).toEqual([400, 'fallback']);
  expect(await add({ ...model, hedge_after_ms: 1 })).toEqual([400, 'hedge_after_ms']);
  expect(await add({ alias: 'x', provider: 'onnx', hedge_after_ms: 100 })).toEqual([400, 'hedge_after_ms']);
  const infer = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  expect((await add(model, infer.secret))[0]).toBe(403);
  const scale = await platform.tenant('scale', { scope: 'admin' });
  expect((await add(model, scale.secret))[0]).toBe(403);
});
