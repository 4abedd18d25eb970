import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer, startServer } from './server-process.ts';
import { openTenants, post, until } from './test-platform.ts';

/** Secrets and content that are sent through every path, and must be found nowhere. */
const CANARIES = {
  provider: 'sk-proj-canary0123456789abcdefghijklmnop',
  cookie: 'eyJjYW5hcnkiOiJjb29raWUtdmFsdWUifQ',
  metricsToken: 'canary-metrics-token-0123456789',
  content: 'CANARY-CONTENT-of-a-customer',
};
const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

type Span = {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Record<string, unknown> }[];
};

let testDatabase: TestDatabase;
let tenants: ReturnType<typeof openTenants>;
let tenant: Awaited<ReturnType<typeof tenants.tenant>>;
let server: { process: ChildProcess; url: string; output: () => string };
let collector: Server;
let traces = '';

beforeAll(async () => {
  await buildServer();
  testDatabase = await createTestDatabase();
  tenants = openTenants(testDatabase);
  collector = createServer((request, response) => {
    request.on('data', (chunk) => {
      traces += chunk;
    });
    request.on('end', () => {
      traces += '\n';
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  server = await startServer(testDatabase, {
    METRICS_TOKEN: CANARIES.metricsToken,
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${Object(collector.address()).port}`,
    DRAIN_GRACE_SECONDS: '0',
  });
  tenant = await tenants.tenant('scale');
  await traffic();
}, 120_000);
afterAll(async () => {
  server?.process.kill('SIGKILL');
  collector?.close();
  await tenants?.close();
  await testDatabase?.drop();
});

/** Every canary through headers, query, path, model, input, and requests of every ending. */
async function traffic(): Promise<void> {
  const { url } = server;
  const embed = (secret: string | null, body: unknown, headers: Record<string, string> = {}, path = '/v1/embeddings') =>
    post(url + path, secret, body, headers).then((answer) => answer.arrayBuffer());
  const good = { model: 'plugsky-embed-v1', input: [CANARIES.content, 'x'], user: CANARIES.content };
  await embed(tenant.secret, good, {
    traceparent: `00-${TRACE_ID}-00f067aa0ba902b7-01`,
    cookie: `next-auth.session-token=${CANARIES.cookie}`,
    'idempotency-key': CANARIES.provider,
  });
  await embed(tenant.secret, good, {}, '/v1/inference/embed');
  await embed(CANARIES.provider, good);
  await embed(`${tenant.secret}x`, good);
  await embed(null, good, { 'api-key': CANARIES.provider });
  await embed(tenant.secret, { model: CANARIES.provider, input: CANARIES.content });
  await embed(tenant.secret, `{"input": "${CANARIES.content}`);
  await embed(tenant.secret, { model: 'plugsky-embed-v1', input: [CANARIES.content, ''] });
  await embed(tenant.secret, good, { 'content-type': CANARIES.content });
  await embed(tenant.secret, good, {}, `/v1/${tenant.secret}/embeddings?api_key=${tenant.secret}`);
  const authorization = `Bearer ${tenant.secret}`;
  for (const path of [
    `/v1/models/${tenant.secret}`,
    `/v1/models?key=${CANARIES.provider}`,
    '/v1/accounting/usage',
    '/metrics',
  ]) {
    await (await fetch(url + path, { headers: { authorization } })).arrayBuffer();
  }
}

const lines = () =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === 'request');
const metrics = async (token = CANARIES.metricsToken) =>
  fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });

describe('the log', () => {
  it('has one line for each request, with its id, route, outcome, model, tokens and where the time went', async () => {
    const answer = await post(`${server.url}/v1/embeddings`, tenant.secret, { model: 'plugsky-embed-v1', input: 'x' });
    await answer.arrayBuffer();
    const id = answer.headers.get('x-request-id');
    const own = () => lines().filter(({ requestId }) => requestId === id);
    await until(async () => (await fetch(`${server.url}/healthz`)).ok && own().length > 0, 10_000);
    expect(own()).toEqual([
      expect.objectContaining({
        level: 30,
        method: 'POST',
        route: '/v1/embeddings',
        dialect: 'openai',
        status: 200,
        fault: null,
        model: 'plugsky-embed-v1',
        inputs: 1,
        tokens: expect.any(Number),
        dimensions: 1536,
        tenantId: tenant.id,
        keyId: tenant.keyId,
        ms: expect.any(Number),
      }),
    ]);
    const stages = own()[0]?.stages as Record<string, number>;
    expect(Object.keys(stages).sort()).toEqual(
      ['auth', 'infer', 'limit', 'meter', 'queue', 'read', 'tokenise', 'write'].sort(),
    );
  });

  it('names the fault of a refusal, and never a caller’s own path or model', () => {
    const faults = lines().map(({ fault }) => fault);
    for (const fault of ['key_malformed', 'model_not_found', 'invalid', 'route_not_found'])
      expect(faults).toContain(fault);
    for (const { route, model } of lines()) {
      expect([
        'unknown',
        '/v1/embeddings',
        '/v1/inference/embed',
        '/v1/models',
        '/v1/models/:id',
        '/v1/accounting/usage',
        '/metrics',
      ]).toContain(route);
      expect([null, 'plugsky-embed-v1', 'plugsky-embed-large']).toContain(model);
    }
  });
});

describe('metrics', () => {
  it('are for whoever knows the token, and do not exist for others', async () => {
    expect((await metrics('wrong-token-of-some-length')).status).toBe(404);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
    expect((await metrics()).status).toBe(200);
  });

  it('are well-formed and tell requests, stages, tokens and the state of the parts', async () => {
    const text = await (await metrics()).text();
    for (const line of text.split('\n').filter(Boolean)) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|[a-z_:][\w:]*(\{[^}]*\})? ([-+\d.e]+|[-+]?Inf|NaN))$/i);
    }
    const value = (sample: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(sample))
          ?.split(' ')
          .at(-1),
      );
    expect(value('gridsky_requests_total{method="POST",route="/v1/embeddings",status="200",fault=""}')).toBeGreaterThan(
      0,
    );
    expect(
      value('gridsky_requests_total{method="POST",route="/v1/embeddings",status="404",fault="model_not_found"}'),
    ).toBe(1);
    expect(value('gridsky_tokens_total{model="plugsky-embed-v1"}')).toBeGreaterThan(0);
    for (const stage of ['auth', 'limit', 'queue', 'tokenise', 'infer', 'meter', 'write']) {
      expect(value(`gridsky_stage_duration_seconds_count{stage="${stage}"}`)).toBeGreaterThan(0);
    }
    expect(value('gridsky_workers ')).toBeGreaterThan(0);
    expect(value('gridsky_redis_lost ')).toBe(0);
    expect(value('nodejs_eventloop_lag_p99_seconds ')).toBeGreaterThanOrEqual(0);
  });

  it('have no label of a tenant or a key', async () => {
    const text = await (await metrics()).text();
    for (const id of [tenant.id, tenant.keyId]) expect(text).not.toContain(id);
  });

  it('are on a port of their own when one is set', async () => {
    const entry =
      server
        .output()
        .split('\n')
        .find((line) => line.includes('"msg":"metrics"')) ?? '{}';
    const answer = await fetch(`http://127.0.0.1:${JSON.parse(entry).port}/metrics`);
    expect([answer.status, (await answer.text()).includes('gridsky_requests_total')]).toEqual([200, true]);
  });
});

describe('when it has ended', () => {
  beforeAll(async () => {
    const exited = once(server.process, 'exit');
    server.process.kill('SIGTERM');
    await exited;
  });

  it('the collector has spans of requests and stages, joined to the trace of a caller that sent one', () => {
    const spans = traces
      .trim()
      .split('\n')
      .flatMap((body) => (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans)
      .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: all }) => all));
    const [joined] = spans.filter(({ traceId, name }) => traceId === TRACE_ID && name.startsWith('embeddings'));
    expect(joined?.parentSpanId).toBe('00f067aa0ba902b7');
    const attributes = Object.fromEntries(
      (joined?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]),
    );
    expect(attributes).toMatchObject({
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.request.model': 'plugsky-embed-v1',
      'http.response.status_code': expect.anything(),
      'gen_ai.usage.input_tokens': expect.anything(),
    });
    const children = spans.filter(({ parentSpanId }) => parentSpanId === joined?.spanId).map(({ name }) => name);
    expect(children).toEqual(expect.arrayContaining(['auth', 'tokenise', 'infer', 'meter']));
  });

  it('no secret and no content was written anywhere: log, errors, metrics, traces', async () => {
    const everything = server.output() + traces;
    expect(everything.length).toBeGreaterThan(5_000);
    const passwords = [testDatabase.appUrl, testDatabase.systemUrl].map((url) => new URL(url).password);
    for (const canary of [...Object.values(CANARIES), tenant.secret, tenant.secret.slice(8, 40), ...passwords]) {
      expect(everything.includes(canary), canary).toBe(false);
    }
  });
});
