import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { nano } from '@gridsky/api/domain';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, redisProgram, startRedis } from '../src/pipeline/limits/redis/testing/redis-server.ts';
import { buildServer, startServer } from './server-process.ts';
import { openTenants, post, until } from './test-platform.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));
let testDatabase: TestDatabase;
let tenants: ReturnType<typeof openTenants>;
const servers: ChildProcess[] = [];

beforeAll(async () => {
  await buildServer();
  testDatabase = await createTestDatabase();
  tenants = openTenants(testDatabase);
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    if (server.exitCode === null && server.signalCode === null) await exited;
  }
});
afterAll(async () => {
  await tenants?.close();
  await testDatabase?.drop();
});

async function start(settings: Record<string, string> = {}): Promise<string> {
  const { process: child, url } = await startServer(testDatabase, settings);
  servers.push(child);
  return url;
}

/** Starts a process that is not supposed to serve; resolves with how it ended and what it said. */
async function startInVain(settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: packageRoot,
    env: {
      DATABASE_APP_URL: testDatabase.appUrl,
      DATABASE_SYSTEM_URL: testDatabase.systemUrl,
      API_PORT: '0',
      NODE_ENV: 'production',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  servers.push(child);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'exit');
  return { code, said };
}

it('a second process without a shared store refuses to start, in one sentence', async () => {
  await start();
  const { code, said } = await startInVain();
  expect(code).toBe(1);
  expect(said.trim().split('\n')).toEqual([expect.stringMatching(/^Another Gridsky .*REDIS_URL/)]);
});

it('a process starts at once after the one before it was killed', async () => {
  await start();
  const [first] = servers;
  first?.kill('SIGKILL');
  const url = await start();
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
});

describe.skipIf(!redisProgram)('with Redis (skipped without a redis-server)', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis?.stop());

  it('of 120 requests over two processes a key of 60 a minute gets 60; one without Redis may not join them', async () => {
    const urls = await Promise.all([start({ REDIS_URL: redis.url }), start({ REDIS_URL: redis.url })]);
    const { secret } = await tenants.tenant('starter');
    const statuses: number[] = [];
    const client = async (index: number) => {
      for (let turn = 0; turn < 15; turn++) {
        const url = `${urls[(index + turn) % 2]}/v1/embeddings`;
        const answer = await post(url, secret, { model: 'plugsky-embed-v1', input: 'x' });
        await answer.arrayBuffer();
        statuses.push(answer.status);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, index) => client(index)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(60);

    const { code, said } = await startInVain();
    expect(code).toBe(1);
    expect(said).toMatch(/^Another Gridsky/);
  });

  it('Redis killed and back under load: no request fails because of it, and /readyz tells', async () => {
    const url = await start({ REDIS_URL: redis.url });
    const { secret } = await tenants.tenant('enterprise', { creditNano: nano(0n) });
    const statuses = new Set<number>();
    let stopping = false;
    const clients = Array.from({ length: 6 }, async () => {
      while (!stopping) {
        const answer = await post(`${url}/v1/embeddings`, secret, { model: 'plugsky-embed-v1', input: 'x' });
        await answer.arrayBuffer();
        statuses.add(answer.status);
      }
    });
    const ready = async () => {
      const answer = await fetch(`${url}/readyz`);
      return { status: answer.status, body: await answer.json() };
    };
    await until(async () => (await ready()).status === 200 && statuses.size > 0, 20_000);
    await redis.kill();
    await until(async () => JSON.stringify((await ready()).body) === '{"status":"ready","degraded":["redis"]}', 20_000);
    expect((await ready()).status).toBe(200);
    await redis.start();
    await until(async () => JSON.stringify((await ready()).body) === '{"status":"ready"}', 20_000);
    stopping = true;
    await Promise.all(clients);
    expect([...statuses].filter((status) => status !== 200 && status !== 429)).toEqual([]);
  });
});
