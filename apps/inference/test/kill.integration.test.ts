import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { nano } from '@gridsky/api/domain';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildServer, startServer } from './server-process.ts';
import { openTenants, post } from './test-platform.ts';

/** The long form is `npm run prove`. */
const ROUNDS = process.env.GRIDSKY_PROVE ? 200 : 5;
const CLIENTS = 16;

let testDatabase: TestDatabase;
let tenants: ReturnType<typeof openTenants>;
let server: ChildProcess | undefined;

beforeAll(async () => {
  await buildServer();
  testDatabase = await createTestDatabase();
  tenants = openTenants(testDatabase);
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await tenants?.close();
  await testDatabase?.drop();
});

it(
  `every 200 that a client saw has its usage row after ${ROUNDS} kill -9 in the middle of traffic, none twice`,
  async () => {
    let { process: running, url } = await startServer(testDatabase);
    server = running;
    const { secret, id } = await tenants.tenant('scale', { creditNano: nano(0n) });
    await tenants.query(
      'INSERT INTO plan_override (tenant_id, requests_per_minute_key_max, requests_per_minute_tenant_max) VALUES ($1, 1000000, 1000000)',
      [id],
    );
    const seen = new Set<string>();

    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) ({ process: running, url } = await startServer(testDatabase));
      server = running;
      const target = url;
      const before = seen.size;
      let killed = false;
      const client = async () => {
        while (!killed) {
          try {
            const answer = await post(`${target}/v1/embeddings`, secret, {
              model: 'plugsky-embed-v1',
              input: `round ${round}`,
            });
            // A 200 counts from its first byte: the row must be there before it.
            if (answer.status === 200) seen.add(answer.headers.get('x-request-id')?.replace('req_', '') ?? 'no id');
            await answer.arrayBuffer();
            // Kill in full traffic, at another moment each round.
            if (!killed && seen.size - before > 40 + 37 * (round % 50)) {
              killed = true;
              running.kill('SIGKILL');
            }
          } catch {
            return;
          }
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
      expect(running.signalCode).toBe('SIGKILL');
    }

    const rows = await tenants.query<{ id: string; status: number }>(
      "SELECT replace(id::text, '-', '') AS id, status FROM usage_event WHERE tenant_id = $1",
      [id],
    );
    const metered = new Set(rows.filter(({ status }) => status === 200).map((row) => row.id));
    expect([...seen].filter((requestId) => !metered.has(requestId))).toEqual([]);
    expect(metered.size).toBe(rows.filter(({ status }) => status === 200).length);
    expect(metered.size - seen.size).toBeLessThanOrEqual(ROUNDS * CLIENTS);
    expect(seen.size).toBeGreaterThan(ROUNDS * 40);
  },
  ROUNDS * 36_000,
);
