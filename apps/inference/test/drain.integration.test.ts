import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { nano } from '@gridsky/api/domain';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildServer, startServer } from './server-process.ts';
import { openTenants, post, until } from './test-platform.ts';

const CLIENTS = 16;

let testDatabase: TestDatabase;
let tenants: ReturnType<typeof openTenants>;
let tenant: { id: string; secret: string };
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  await buildServer();
  testDatabase = await createTestDatabase();
  tenants = openTenants(testDatabase);
});
beforeEach(async () => {
  ({ process: server, url } = await startServer(testDatabase, { DRAIN_GRACE_SECONDS: '1' }));
  tenant = await tenants.tenant('scale', { creditNano: nano(0n) });
  await tenants.query(
    `INSERT INTO plan_override (tenant_id, requests_per_minute_key_max, requests_per_minute_tenant_max, tokens_per_minute_tenant_max)
     VALUES ($1, 1000000, 1000000, 1000000000)`,
    [tenant.id],
  );
});
afterEach(() => {
  server.kill('SIGKILL');
});
afterAll(async () => {
  await tenants?.close();
  await testDatabase?.drop();
});

const embed = (input: string | string[], model = 'plugsky-embed-v1') =>
  post(`${url}/v1/embeddings`, tenant.secret, { model, input });

it('told to stop at load, it says so while it still answers, fails no request under way, commits every row and ends', async () => {
  const statuses: number[] = [];
  const served: string[] = [];
  let turnedAway = false;
  // As behind a load balancer: whoever sees /readyz turn sends no more.
  const client = async () => {
    while (!turnedAway) {
      const answer = await embed('some text');
      await answer.arrayBuffer();
      statuses.push(answer.status);
      served.push(answer.headers.get('x-request-id')?.replace('req_', '') ?? 'no id');
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await until(async () => (await fetch(`${url}/healthz`)).ok && served.length > 200, 30_000);
  const exited = once(server, 'exit');
  server.kill('SIGTERM');

  await until(async () => (await fetch(`${url}/readyz`)).status === 503, 20_000);
  const late = await embed('a new connection while the load balancers are told');
  expect([late.status, late.headers.get('connection')]).toEqual([200, 'close']);
  turnedAway = true;
  await Promise.all(clients);
  expect(await exited).toEqual([0, null]);

  expect(new Set(statuses)).toEqual(new Set([200]));
  const rows = await tenants.query<{ id: string }>(
    "SELECT replace(id::text, '-', '') AS id FROM usage_event WHERE tenant_id = $1 AND status = 200",
    [tenant.id],
  );
  const metered = new Set(rows.map(({ id }) => id));
  expect(served.filter((id) => !metered.has(id))).toEqual([]);
});

it('clients that never look at /readyz get whole answers until nobody listens any more', async () => {
  const statuses: number[] = [];
  const client = async () => {
    for (;;) {
      const answer = await embed('some text').catch(() => null);
      if (answer === null) return;
      await answer.arrayBuffer();
      statuses.push(answer.status);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  await until(async () => (await fetch(`${url}/healthz`)).ok && statuses.length > 200, 30_000);
  server.kill('SIGTERM');
  await Promise.all(clients);
  expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
});

it('a long request that is under way when the process is told to stop gets its whole answer', async () => {
  const inputs = Array.from({ length: 2_048 }, (_, index) => `text ${index} ${'of some words '.repeat(6)}`);
  const answering = embed(inputs, 'plugsky-embed-large');
  // Let in: its tokens are in a window, which a short request of the same tenant sees.
  await until(async () => Number((await embed('x')).headers.get('x-ratelimit-remaining-requests')) < 999_998, 20_000);
  const exited = once(server, 'exit');
  server.kill('SIGTERM');
  const answer = await answering;
  expect(answer.status).toBe(200);
  const { data } = (await answer.json()) as { data: { index: number; embedding: number[] }[] };
  expect(data).toHaveLength(2_048);
  expect(data.every(({ embedding }, at) => embedding.length === 3_072 && data[at]?.index === at)).toBe(true);
  expect(await exited).toEqual([0, null]);
});
