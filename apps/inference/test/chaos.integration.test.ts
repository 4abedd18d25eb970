import { setTimeout as delay } from 'node:timers/promises';
import { nano } from '@gridsky/api/domain';
import { checkLedger } from '@gridsky/api/services';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Platform, startPlatform } from '../src/start-platform.ts';
import { type DatabaseCluster, startDatabaseCluster } from './database-cluster.ts';
import { environmentFor, openTenants, post, until, untilReady } from './test-platform.ts';

/** How long PostgreSQL is away. The long form is `npm run prove`. */
const FREEZE_MS = process.env.GRIDSKY_PROVE ? 10_000 : 4_000;
const DOWN_MS = process.env.GRIDSKY_PROVE ? 10_000 : 1_000;
const CLIENTS = 12;
/** An answer later than this counts as a hang, and so does a service that stays away longer than that: R10 on a quiet machine. */
const ANSWER_MAX_MS = process.env.GRIDSKY_PROVE ? 8_000 : 20_000;
const BACK_MAX_MS = process.env.GRIDSKY_PROVE ? 5_000 : 20_000;

type Answer = { status: number; ms: number; at: number; id: string; headers: Headers; body: unknown; path: string };

let cluster: DatabaseCluster;
let platform: Platform;
let tenants: ReturnType<typeof openTenants>;
let flat: { id: string; secret: string };
let metered: { id: string; secret: string };

beforeAll(async () => {
  cluster = await startDatabaseCluster();
  const database = { ...cluster, drop: async () => {} };
  platform = await startPlatform(environmentFor(database), pino({ level: 'silent' }));
  tenants = openTenants(database);
  await untilReady(platform.url);
  flat = await unlimited(await tenants.tenant('scale', { creditNano: nano(0n) }));
  metered = await unlimited(await tenants.tenant('trial', { creditNano: nano(1_000_000_000_000n) }));
});
afterAll(async () => {
  await platform?.drain();
  await tenants?.close();
  await cluster?.remove();
});

async function unlimited<T extends { id: string }>(tenant: T): Promise<T> {
  await tenants.query(
    `INSERT INTO plan_override (tenant_id, requests_per_minute_key_max, requests_per_minute_tenant_max, requests_in_flight_max,
      tokens_per_minute_tenant_max) VALUES ($1, 1000000, 1000000, 1000, 1000000000)`,
    [tenant.id],
  );
  return tenant;
}

const disturbances: [string, () => Promise<void>][] = [
  [
    'killed and started again',
    async () => {
      await cluster.kill();
      await delay(DOWN_MS);
      await cluster.start();
    },
  ],
  [
    'restarted',
    async () => {
      await cluster.stop();
      await cluster.start();
    },
  ],
  [
    `frozen for ${FREEZE_MS / 1_000} s`,
    async () => {
      await cluster.freeze();
      await delay(FREEZE_MS);
      cluster.thaw();
    },
  ],
];

it.each(disturbances)(
  'PostgreSQL %s under load: clean 503s, no hang, no 200 without its row, serving again by itself',
  async (_name, disturb) => {
    const { answers, backAt } = await underLoad(disturb);
    expect([...new Set(answers.map(({ status }) => status))].sort()).toEqual([200, 503]);
    for (const answer of answers.filter(({ status }) => status === 503)) expectClean503(answer);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(ANSWER_MAX_MS);

    const servedAgain = answers.find(({ status, at }) => status === 200 && at > backAt);
    expect((servedAgain?.at ?? Number.POSITIVE_INFINITY) - backAt).toBeLessThan(BACK_MAX_MS);

    const seen = answers.filter(({ status }) => status === 200).map(({ id }) => id);
    const rows = (
      await tenants.query<{ id: string }>(
        "SELECT replace(id::text, '-', '') AS id FROM usage_event WHERE status = 200 AND tenant_id IN ($1, $2)",
        [flat.id, metered.id],
      )
    ).map(({ id }) => id);
    expect(seen.filter((id) => !rows.includes(id))).toEqual([]);
    expect(await checkLedger(tenants.context.database)).toEqual({ hours: [], accounts: [] });
  },
  120_000,
);

it('rows of requests that were refused because the database was away are written when it is back', async () => {
  const count = async () =>
    Number((await tenants.query("SELECT count(*) AS n FROM usage_event WHERE error_code = 'overloaded'"))[0]?.n);
  const before = await count();
  // Known a moment ago: the refusal comes from the ledger, not from the look-up of the key.
  expect((await ask(flat.secret, '/v1/embeddings')).status).toBe(200);
  await cluster.kill();
  const refused = await ask(flat.secret, '/v1/embeddings');
  expect(refused.status).toBe(503);
  await cluster.start();
  await until(async () => (await count().catch(() => before)) > before, 20_000);
});

it('a key not seen before is a 503 while the database is away, never a 401 or a 500, on every route', async () => {
  const { secret } = await tenants.tenant('scale', { creditNano: nano(0n) });
  await cluster.kill();
  const answers = await Promise.all([
    ask(secret, '/v1/embeddings'),
    ask(secret, '/v1/inference/embed'),
    ...['/v1/models', '/v1/models/plugsky-embed-v1'].map((path) => ask(secret, path, 'GET')),
  ]);
  for (const answer of answers) expectClean503(answer);
  expect((await fetch(`${platform.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${platform.url}/healthz`)).status).toBe(200);
  await cluster.start();
  await until(async () => (await ask(secret, '/v1/embeddings')).status === 200, BACK_MAX_MS);
});

/** Traffic of both tenants in both dialects before, during and after a disturbance. */
async function underLoad(disturb: () => Promise<void>): Promise<{ answers: Answer[]; backAt: number }> {
  const answers: Answer[] = [];
  let stopping = false;
  const client = async (index: number) => {
    const { secret } = index % 2 ? flat : metered;
    while (!stopping) answers.push(await ask(secret, (index >> 1) % 2 ? '/v1/embeddings' : '/v1/inference/embed'));
  };
  const clients = Array.from({ length: CLIENTS }, (_, index) => client(index));
  const served = () => answers.filter(({ status }) => status === 200).length;
  await until(async () => (await delay(10, served())) > 5 * CLIENTS, 30_000);
  await disturb();
  const backAt = performance.now();
  const goal = served() + 5 * CLIENTS;
  await until(async () => (await delay(10, served())) > goal, 30_000);
  stopping = true;
  await Promise.all(clients);
  return { answers, backAt };
}

async function ask(secret: string, path: string, method: 'GET' | 'POST' = 'POST'): Promise<Answer> {
  const start = performance.now();
  const url = `${platform.url}${path}`;
  const answer =
    method === 'POST'
      ? await post(url, secret, { model: 'plugsky-embed-v1', input: 'some text' })
      : await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
  const body = await answer.json();
  const at = performance.now();
  const id = answer.headers.get('x-request-id')?.replace('req_', '') ?? '';
  return { status: answer.status, ms: at - start, at, id, headers: answer.headers, body, path };
}

function expectClean503({ status, headers, body, path }: Answer): void {
  expect(status).toBe(503);
  expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
  expect(body).toMatchObject(
    path === '/v1/inference/embed'
      ? { status: 'error', error: { code: 'MODEL_UNAVAILABLE' } }
      : { error: { type: 'server_error', code: 'server_is_overloaded' } },
  );
}
