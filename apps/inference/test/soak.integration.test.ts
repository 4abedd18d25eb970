import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { nano } from '@gridsky/api/domain';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServer, startServer } from './server-process.ts';
import { openTenants, post, untilReady } from './test-platform.ts';

/** The long form is `npm run prove`: 20 minutes of which the first 4 are warm-up. */
const ROUNDS = process.env.GRIDSKY_PROVE ? 100 : 3;
const ROUND_MS = process.env.GRIDSKY_PROVE ? 12_000 : 1_000;
const CLIENTS = 8;
const WORST_MB_MAX = 1_024;

let testDatabase: TestDatabase;
let tenants: ReturnType<typeof openTenants>;
let server: Awaited<ReturnType<typeof startServer>>;
let secret: string;

beforeAll(async () => {
  await buildServer();
  testDatabase = await createTestDatabase();
  tenants = openTenants(testDatabase);
  server = await startServer(testDatabase, { DRAIN_GRACE_SECONDS: '0' });
  await untilReady(server.url);
  const tenant = await tenants.tenant('enterprise', { creditNano: nano(0n) });
  secret = tenant.secret;
  await tenants.query(
    `INSERT INTO plan_override (tenant_id, requests_per_minute_key_max, requests_per_minute_user_max, requests_per_minute_tenant_max,
      tokens_per_minute_tenant_max) VALUES ($1, $2, $2, $2, $2)`,
    [tenant.id, 1_000_000_000],
  );
}, 60_000);
afterAll(async () => {
  server?.process.kill('SIGKILL');
  await tenants?.close();
  await testDatabase?.drop();
});

it(
  `memory and handles stay where they were over ${ROUNDS} rounds of every kind of request`,
  async () => {
    const memory: number[] = [];
    const handles: number[] = [];
    let requests = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const end = performance.now() + ROUND_MS;
      const client = async (_: unknown, at: number) => {
        for (let turn = at; performance.now() < end; turn++) {
          await KINDS[turn % KINDS.length]?.(turn);
          requests++;
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      // Between rounds nothing is under way: what is held now is held for good, or garbage not yet collected.
      memory.push(residentMb());
      handles.push(openFiles());
    }
    const [early, late] = [memory.slice(ROUNDS / 5, (2 * ROUNDS) / 5), memory.slice((-ROUNDS / 5) | 0 || -1)];
    const figures = { requests, early: median(early), late: median(late), handles: [handles[1], handles.at(-1)] };
    process.stdout.write(`soak: ${JSON.stringify(figures)}\n`);
    // Too short to tell a leak from a heap that is still growing into its size.
    if (ROUNDS >= 100) expect(figures.late).toBeLessThanOrEqual(figures.early * 1.05);
    expect(Math.max(...handles.slice(1)) - Math.min(...handles.slice(1))).toBeLessThanOrEqual(2 * CLIENTS);
  },
  ROUNDS * ROUND_MS + 120_000,
);

it(`the largest request that a plan allows leaves the server below ${WORST_MB_MAX} MB`, async () => {
  const answer = await send({ model: 'plugsky-embed-large', input: Array(2_048).fill('a word '.repeat(70)) });
  expect(answer.status).toBe(200);
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(10_000_000);
  expect(peakMb()).toBeLessThan(WORST_MB_MAX);
}, 60_000);

const send = (body: unknown, headers: Record<string, string> = {}) =>
  post(`${server.url}/v1/embeddings`, secret, body, headers);
const texts = (count: number, turn: number) =>
  Array.from({ length: count }, (_, at) => `text ${at} of ${turn}: ${'lorem ipsum dolor sit amet '.repeat(at % 7)}`);
const drained = async (answer: Promise<Response>) => void (await (await answer).arrayBuffer());

/** What clients do, well and badly. */
const KINDS: ((turn: number) => Promise<void>)[] = [
  (turn) => drained(send({ model: 'plugsky-embed-v1', input: `a text ${turn}` })),
  (turn) => drained(send({ model: 'plugsky-embed-v1', input: texts(100, turn), encoding_format: 'base64' })),
  (turn) => drained(send({ model: 'plugsky-embed-large', input: texts(40, turn) })),
  () => drained(send({ model: 'plugsky-embed-v1', input: [[1_000, 2_000, 3_000]] })),
  () => drained(send('{"model": broken')),
  () => drained(send({ model: 'no-such-model', input: 'x' })),
  () => drained(post(`${server.url}/v1/embeddings`, `sk-live-${'x'.repeat(49)}`, {})),
  (turn) =>
    drained(post(`${server.url}/v1/inference/embed`, secret, { model: 'plugsky-embed-v1', input: [`t ${turn}`] })),
  () => drained(fetch(`${server.url}/v1/models`, { headers: { authorization: `Bearer ${secret}` } })),
  async (turn) => {
    const body = gzipSync(JSON.stringify({ model: 'plugsky-embed-v1', input: texts(10, turn) }));
    const headers = {
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      authorization: `Bearer ${secret}`,
    };
    await drained(fetch(`${server.url}/v1/embeddings`, { method: 'POST', headers, body }));
  },
  // A client that goes away before its answer comes.
  async (turn) => {
    const leaving = AbortSignal.timeout(1 + (turn % 20));
    await fetch(`${server.url}/v1/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ model: 'plugsky-embed-large', input: texts(200, turn) }),
      signal: leaving,
    })
      .then((answer) => answer.arrayBuffer())
      .catch(() => {});
  },
];

function statusMb(field: string): number {
  const kb = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync(`/proc/${server.process.pid}/status`, 'utf8'),
  )?.[1];
  return Number(kb) / 1_024;
}
const residentMb = () => statusMb('VmRSS');
const peakMb = () => statusMb('VmHWM');
const openFiles = () => readdirSync(`/proc/${server.process.pid}/fd`).length;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
