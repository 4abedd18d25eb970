import { afterAll, beforeAll, expect, it } from 'vitest';
import { routesOf } from './routes-of-server.ts';
import { startTestPlatform, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;
let mine: Awaited<ReturnType<TestPlatform['tenant']>>;
let foreign: Awaited<ReturnType<TestPlatform['tenant']>>;

beforeAll(async () => {
  platform = await startTestPlatform();
  // The rights of an admin: what those may not know, nobody may.
  mine = await platform.tenant('scale', { scope: 'admin' });
  foreign = await platform.tenant('builder');
});
afterAll(() => platform?.stop());

type Request = { path: string; body?: unknown; method?: string };

/** How each route is asked for a thing with an id; null: it knows no tenant and no id. A new route must be added here. */
const ROUTES: Record<string, ((id: string) => Request) | null> = {
  'GET /healthz': null,
  'GET /readyz': null,
  'GET /openapi.json': null,
  'GET /reference': null,
  'GET /reference/scalar.js': null,
  'POST /v1/embeddings': (id) => ({ path: '/v1/embeddings', body: { model: id, input: 'x' } }),
  'POST /oai/v1/embeddings': (id) => ({ path: '/oai/v1/embeddings', body: { model: id, input: 'x' } }),
  'POST /v1/inference/embed': (id) => ({ path: '/v1/inference/embed', body: { model: id, input: 'x' } }),
  'POST /openai/deployments/:deployment/embeddings': (id) => ({
    path: `/openai/deployments/${id}/embeddings`,
    body: { input: 'x' },
  }),
  'POST /v1/private/:alias/embeddings': (id) => ({ path: `/v1/private/${id}/embeddings`, body: { input: 'x' } }),
  'GET /v1/private/models': (id) => ({ path: `/v1/private/models?tenant_id=${id}` }),
  'POST /v1/private/models': (id) => ({
    path: '/v1/private/models',
    body: { alias: 'x', provider: 'tei', fallback: id },
  }),
  'GET /v1/private/models/:alias': (id) => ({ path: `/v1/private/models/${id}` }),
  'PATCH /v1/private/models/:alias': (id) => ({ path: `/v1/private/models/${id}`, body: {}, method: 'PATCH' }),
  'DELETE /v1/private/models/:alias': (id) => ({ path: `/v1/private/models/${id}`, method: 'DELETE' }),
  'POST /v1/private/models/:alias/test': (id) => ({ path: `/v1/private/models/${id}/test`, method: 'POST' }),
  'POST /v1/private/models/:alias/enable': (id) => ({ path: `/v1/private/models/${id}/enable`, method: 'POST' }),
  'POST /v1/private/models/:alias/disable': (id) => ({ path: `/v1/private/models/${id}/disable`, method: 'POST' }),
  'PUT /v1/private/models/:alias/files/:name': (id) => ({
    path: `/v1/private/models/${id}/files/config.json`,
    body: {},
    method: 'PUT',
  }),
  'DELETE /v1/private/models/:alias/files/:name': (id) => ({
    path: `/v1/private/models/${id}/files/config.json`,
    method: 'DELETE',
  }),
  'POST /v1/tokenize': (id) => ({ path: '/v1/tokenize', body: { model: id, input: 'x' } }),
  'POST /oai/v1/tokenize': (id) => ({ path: '/oai/v1/tokenize', body: { model: id, input: 'x' } }),
  'GET /v1/accounting/usage': (id) => ({ path: `/v1/accounting/usage?user_id=${id}&model=${id}&end=2026-11-21` }),
  'GET /v1/accounting/usage/summary': (id) => ({
    path: `/v1/accounting/usage/summary?group_by=key&user_id=${id}&end=2026-11-21`,
  }),
  'GET /v1/accounting/export': (id) => ({ path: `/v1/accounting/export?user_id=${id}&end=2026-11-21` }),
  'GET /v1/models': (id) => ({ path: `/v1/models?tenant_id=${id}&modality=embedding` }),
  'GET /oai/v1/models': (id) => ({ path: `/oai/v1/models?tenant_id=${id}` }),
  'GET /v1/models/:id': (id) => ({ path: `/v1/models/${id}` }),
  'GET /oai/v1/models/:id': (id) => ({ path: `/oai/v1/models/${id}` }),
};

async function ask({ path, body, method }: Request, secret: string | null): Promise<{ status: number; text: string }> {
  const answer = await fetch(platform.url + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { 'content-type': 'application/json', ...(secret === null ? {} : { authorization: `Bearer ${secret}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: (await answer.text()).replace(/req_[0-9a-f]{32}/, 'req_') };
}

it('every route of the server is in the table', () => {
  expect(routesOf(platform.server).sort()).toEqual(Object.keys(ROUTES).sort());
});

it.each(Object.keys(ROUTES).filter((route) => ROUTES[route] !== null))(
  '%s answers a foreign id like a random one, and nobody without a key',
  async (route) => {
    const request = ROUTES[route] ?? (() => ({ path: '/' }));
    const random = '01a1fb88-0379-720e-bdf9-0983eeec3727';
    for (const id of [foreign.id, foreign.keyId]) {
      const [toForeign, toRandom] = [await ask(request(id), mine.secret), await ask(request(random), mine.secret)];
      expect({ ...toForeign, text: toForeign.text.replaceAll(id, 'ID') }).toEqual({
        ...toRandom,
        text: toRandom.text.replaceAll(random, 'ID'),
      });
    }
    expect((await ask(request(random), null)).status).toBe(401);
  },
);
