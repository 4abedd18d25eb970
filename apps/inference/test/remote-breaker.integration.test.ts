import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NO_MONEY } from '@gridsky/api/domain';
import { setPrivateModelEnabled, updatePrivateModel } from '@gridsky/api/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWireServer, vectorOfText } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post, until } from './test-platform.ts';

/** What becomes of a model whose endpoint goes on failing: its rest, its probe, its fallback. */
const WIDTH = 16;
const NARROW = 8;

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;

beforeAll(async () => {
  platform = await startRemotePlatform();
}, 120_000);
afterAll(() => platform.stop());

type Asked = { input: string[]; output_dimension?: number };
type Answer = (response: ServerResponse, asked: Asked) => void;

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const well: Answer = (response, { input, output_dimension = WIDTH }) =>
  json(response, 200, {
    data: input.map((text, index) => ({ index, embedding: vectorOfText(text, output_dimension) })),
    usage: { total_tokens: 2 * input.length },
  });
const down: Answer = (response) => json(response, 500, {});

test('an endpoint that is down is given a rest and then one probe, which brings it back; the list of models says so', async () => {
  const { tenant, endpoint } = await tenantWith('mine');
  const neighbour = await tenantWith('mine');
  await platform.untestedModel(tenant.id, modelOf(neighbour.endpoint.url, 'other'), WIDTH);
  expect(await healthOf(tenant.secret, 'mine')).toEqual(['healthy', 1, 1]);
  endpoint.answer = down;
  await until(async () => (await ask(tenant.secret)).text.includes('given a rest'), 60_000);
  const calls = endpoint.received.length;
  const refused = await ask(tenant.secret);
  expect([refused.status, refused.retryAfter]).toEqual([502, expect.toBeOneOf([1, 2, 3, 4, 5])]);
  const inGrid = await post(`${platform.url}/v1/inference/embed`, tenant.secret, { model: 'mine', input: 'a' });
  expect([inGrid.status, await inGrid.json()]).toEqual([
    503,
    expect.objectContaining({ error: expect.objectContaining({ code: 'MODEL_UNAVAILABLE' }) }),
  ]);
  expect(endpoint.received).toHaveLength(calls);
  expect(await healthOf(tenant.secret, 'mine')).toEqual(['unhealthy', 0, 1]);
  expect(await healthOf(tenant.secret, 'other')).toEqual(['healthy', 1, 1]);
  expect((await ask(tenant.secret, { model: 'other' })).status).toBe(200);
  expect((await ask(tenant.secret, { model: 'plugsky-embed-v1' })).status).toBe(200);
  expect((await ask(neighbour.tenant.secret)).status).toBe(200);

  await until(async () => (await healthOf(tenant.secret, 'mine'))[0] === 'degraded', 30_000);
  // The probe is held until the others have been refused.
  let release = () => {};
  endpoint.answer = (response, asked) => {
    release = () => well(response, asked);
  };
  const probe = ask(tenant.secret);
  await until(
    async () => (await ask(neighbour.tenant.secret)).status === 200 && endpoint.received.length > calls,
    10_000,
  );
  expect((await ask(tenant.secret)).status).toBe(502);
  expect(endpoint.received).toHaveLength(calls + 1);
  endpoint.answer = well;
  release();
  expect((await probe).status).toBe(200);
  expect((await ask(tenant.secret)).status).toBe(200);
  expect(await healthOf(tenant.secret, 'mine')).toEqual(['healthy', 1, 1]);
});

test('a test that succeeds ends the rest at once', async () => {
  const { tenant, id, endpoint } = await tenantWith('mine');
  endpoint.answer = down;
  await until(async () => (await ask(tenant.secret)).text.includes('given a rest'), 60_000);
  endpoint.answer = well;
  expect(await platform.testModel(tenant.id, id)).toMatchObject({ ok: true });
  expect((await ask(tenant.secret)).status).toBe(200);
});

test('a fallback of the same width serves in its place and says so; of another width none can be set', async () => {
  const { tenant, id, endpoint } = await tenantWith('mine');
  const spare = await addModel(tenant.id, 'spare');
  const wide = await startEndpoint();
  await platform.untestedModel(tenant.id, modelOf(wide.url, 'wide'), 2 * WIDTH);
  const member = platform.member(tenant.id);
  await expect(updatePrivateModel(member, { id, fallbackAlias: 'wide' })).rejects.toMatchObject({ code: 'invalid' });
  await updatePrivateModel(member, { id, fallbackAlias: 'spare' });
  endpoint.answer = down;
  await until(async () => (await ask(tenant.secret)).status === 200, 60_000);
  const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'mine', input: 'a' });
  expect(answer.headers.get('x-gridsky-model')).toBe('spare');
  expect(await answer.json()).toMatchObject({ model: 'spare' });
  const usage = `SELECT model, asked_model FROM usage_event WHERE tenant_id = $1 AND status = 200 ORDER BY id DESC LIMIT 1`;
  expect(await platform.query(usage, [tenant.id])).toEqual([{ model: 'spare', asked_model: 'mine' }]);
  await until(async () => (await healthOf(tenant.secret, 'mine'))[1] === 1, 60_000);
  expect(await healthOf(tenant.secret, 'mine')).toEqual(['degraded', 1, 2]);
  await setPrivateModelEnabled(member, { id: spare.id, enabled: false });
  await until(async () => (await ask(tenant.secret)).status === 502, 10_000);
});

test('a fallback serves the widths that it is known to make, and for others the endpoint’s own failure is told', async () => {
  const { tenant, id, endpoint } = await tenantWith('mine', { shorterDimensions: [NARROW] });
  const full = await addModel(tenant.id, 'full-only');
  await addModel(tenant.id, 'both', { shorterDimensions: [NARROW] });
  const member = platform.member(tenant.id);
  await updatePrivateModel(member, { id, fallbackAlias: 'full-only' });
  endpoint.answer = down;
  await until(async () => (await ask(tenant.secret)).status === 200, 60_000);
  const calls = full.endpoint.received.length;
  const narrow = await ask(tenant.secret, { dimensions: NARROW });
  expect([narrow.status, narrow.text]).toEqual([502, expect.stringContaining('`mine`')]);
  expect(full.endpoint.received).toHaveLength(calls);
  await updatePrivateModel(member, { id, fallbackAlias: 'both' });
  await until(async () => (await ask(tenant.secret, { dimensions: NARROW })).status === 200, 10_000);
  const { model, data } = JSON.parse((await ask(tenant.secret, { dimensions: NARROW })).text);
  expect([model, data[0].embedding.length]).toEqual(['both', NARROW]);
});

test('of a request that fails in a part, what the provider charged for the others is kept', async () => {
  const { tenant, endpoint } = await tenantWith('mine', { textsMax: 2 });
  endpoint.answer = (response, asked) => (asked.input.includes('c') ? json(response, 400, {}) : well(response, asked));
  const answer = await ask(tenant.secret, { input: ['a', 'b', 'c', 'd'] });
  expect(answer.status).toBe(400);
  const row = async () =>
    (await platform.query('SELECT tokens, provider_tokens FROM usage_event WHERE tenant_id = $1', [tenant.id]))[0];
  await until(async () => (await row()) !== undefined, 10_000);
  expect(await row()).toEqual({ tokens: 0, provider_tokens: 4 });
});

async function ask(secret: string, more: object = {}): Promise<{ status: number; text: string; retryAfter: number }> {
  const answer = await post(`${platform.url}/v1/embeddings`, secret, { model: 'mine', input: 'a', ...more });
  return { status: answer.status, text: await answer.text(), retryAfter: Number(answer.headers.get('retry-after')) };
}

/** Health, active and total backends as ScaiGrid's list tells them. */
async function healthOf(secret: string, slug: string): Promise<unknown[]> {
  const answer = await fetch(`${platform.url}/v1/models?modality=embedding`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  const { data } = (await answer.json()) as { data: { items: Record<string, unknown>[] } };
  const item = data.items.find((one) => one.slug === slug);
  return [item?.health_status, item?.active_backend_count, item?.total_backend_count];
}

async function startEndpoint() {
  const endpoint = { answer: well };
  const server = await startWireServer(({ body }, response, _socket: Socket) =>
    endpoint.answer(response, body as Asked),
  );
  return Object.assign(endpoint, server);
}

async function addModel(tenantId: string, alias: string, more: object = {}) {
  const endpoint = await startEndpoint();
  const id = await platform.untestedModel(tenantId, { ...modelOf(endpoint.url, alias), ...more }, WIDTH);
  return { id, endpoint };
}

/** A tenant with a Voyage of its own whose answer can be changed. */
async function tenantWith(alias: string, more: object = {}) {
  const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  return { tenant, ...(await addModel(tenant.id, alias, more)) };
}

function modelOf(baseUrl: string, alias: string) {
  return { alias, provider: 'voyage', baseUrl, providerModel: 'voyage-4', secret: 'vo-secret-9876543210' };
}
