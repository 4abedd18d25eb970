import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { nano } from '@gridsky/api/domain';
import { checkLedger, setTenantPlan } from '@gridsky/api/services';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, redisProgram, startRedis } from '../src/pipeline/limits/redis/testing/redis-server.ts';
import { buildServer, startServer } from './server-process.ts';
import { openTenants, post, until } from './test-platform.ts';

const ONE_CENT = 10_000_000n;
/** `word ` as often is as many tokens of 20 nano-dollars each: one cent pays for 500,000 of them, 250 such requests. */
const WORDS = 2_000;
const COST = 40_000n;

let testDatabase: TestDatabase;
let tenants: ReturnType<typeof openTenants>;
let redis: RedisServer;
let urls: string[];
const servers: ChildProcess[] = [];

describe.skipIf(!redisProgram)('four processes on one ledger (skipped without a redis-server)', () => {
  beforeAll(async () => {
    await buildServer();
    testDatabase = await createTestDatabase();
    tenants = openTenants(testDatabase);
    redis = await startRedis();
    const started = [];
    for (let count = 0; count < 4; count++) {
      // One after the other: the first seeds the tables, and four at once would fight for the machine.
      started.push(await startServer(testDatabase, { REDIS_URL: redis.url, INFERENCE_WORKERS: '1' }));
    }
    servers.push(...started.map(({ process }) => process));
    urls = started.map(({ url }) => url);
  }, 240_000);
  afterAll(async () => {
    for (const server of servers) {
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      if (server.exitCode === null && server.signalCode === null) await exited;
    }
    await redis?.stop();
    await tenants?.close();
    await testDatabase?.drop();
  });

  it('500 parallel requests on a credit of one cent take at most one cent; at no instant is the balance below zero', async () => {
    const { id, secret } = await tenants.tenant('trial', { creditNano: nano(ONE_CENT) });
    await loosen(id);
    const { answers, looks } = await raceOf500(secret, async () => {
      const [account] = await tenants.query<Record<string, string>>(
        `SELECT granted_nano, available_nano, held_nano, settled_nano,
           (SELECT sum(amount_nano) FROM credit_grant WHERE tenant_id = $1) AS grants,
           (SELECT coalesce(sum(amount_nano), 0) FROM credit_hold WHERE tenant_id = $1) AS holds,
           (SELECT coalesce(sum(cost_nano), 0) FROM usage_event WHERE tenant_id = $1) AS costs
         FROM credit_account WHERE tenant_id = $1`,
        [id],
      );
      return Object.fromEntries(Object.entries(account ?? {}).map(([name, value]) => [name, BigInt(value)]));
    });
    const served = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);
    expect(served.length + refused.length).toBe(500);
    expect(served).toHaveLength(Number(ONE_CENT / COST));
    for (const { headers, body } of refused) {
      expect(body.error).toMatchObject({ type: 'insufficient_quota', code: 'insufficient_quota' });
      expect(headers.get('x-should-retry')).toBe('false');
      expect(headers.get('link')).toContain('#credit_exhausted');
    }
    expect(looks.length).toBeGreaterThan(3);
    for (const look of looks) {
      const { available_nano: available = -1n, held_nano: held = -1n, settled_nano: settled = -1n } = look;
      expect(available >= 0n && held >= 0n).toBe(true);
      expect(look.grants).toBe(ONE_CENT);
      expect(available).toBe(ONE_CENT - settled - held);
      expect(held).toBe(look.holds);
      expect(settled).toBe(look.costs);
    }
    expect(looks.at(-1)).toMatchObject({ available_nano: 0n, held_nano: 0n, settled_nano: ONE_CENT });
    expect(await checkLedger(tenants.context.database)).toEqual({ hours: [], accounts: [] });
  }, 120_000);

  it('500 parallel requests on a key’s budget of one cent never spend and hold more than it, on a flat plan', async () => {
    const { id, keyId, secret } = await tenants.tenant('scale');
    await loosen(id);
    await tenants.query(
      'INSERT INTO budget (id, tenant_id, key_id, hard_nano) VALUES (gen_random_uuid(), $1, $2, $3)',
      [id, keyId, ONE_CENT.toString()],
    );
    const { answers, looks } = await raceOf500(secret, async () => {
      const [month] = await tenants.query<Record<string, string>>(
        'SELECT spent_nano, held_nano FROM budget_month WHERE tenant_id = $1',
        [id],
      );
      return { taken: BigInt(month?.spent_nano ?? 0) + BigInt(month?.held_nano ?? 0) };
    });
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(Number(ONE_CENT / COST));
    const [refused] = answers.filter(({ status }) => status === 429);
    expect(refused?.body.error).toMatchObject({
      type: 'insufficient_quota',
      code: 'insufficient_quota',
      message: expect.stringMatching(/#budget_exceeded$/),
    });
    expect(refused?.body.error?.message).toMatch(
      /^This request costs \$0\.00004 and \$0\.\d+ of the monthly budget of this key, \$0\.01, is left\./,
    );
    expect(refused?.headers.get('x-should-retry')).toBe('false');
    expect(looks.length).toBeGreaterThan(3);
    expect(looks.every(({ taken = -1n }) => taken >= 0n && taken <= ONE_CENT)).toBe(true);
    expect(looks.at(-1)).toEqual({ taken: ONE_CENT });
  }, 120_000);

  it('a change of plan is felt on every process within a second', async () => {
    const { id, secret } = await tenants.tenant('starter');
    const ask = (url: string) => post(`${url}/v1/embeddings`, secret, { model: 'plugsky-embed-large', input: 'x' });
    const statuses = async () => Promise.all(urls.map(async (url) => (await drained(await ask(url))).status));
    const [refused] = await Promise.all(urls.map(async (url) => drained(await ask(url))));
    expect(refused?.body.error).toMatchObject({ code: 'model_not_in_plan' });
    expect(refused?.headers.get('x-should-retry')).toBe('false');
    expect(refused?.headers.get('link')).toContain('#model_not_in_plan');
    await setTenantPlan(tenants.context, id, 'builder');
    await until(async () => (await statuses()).every((status) => status === 200), 1_000);
    await setTenantPlan(tenants.context, id, 'starter');
    await until(async () => (await statuses()).every((status) => status === 403), 1_000);
  }, 60_000);
});

/** Five hundred requests at once over the four processes, with looks at the ledger meanwhile and one after. */
async function raceOf500(secret: string, look: () => Promise<Record<string, bigint>>) {
  const looks: Record<string, bigint>[] = [];
  let racing = true;
  const watch = async () => {
    while (racing) looks.push(await look());
  };
  const watching = watch();
  const input = 'word '.repeat(WORDS).trim();
  const answers = await Promise.all(
    Array.from({ length: 500 }, async (_, index) =>
      drained(await post(`${urls[index % 4]}/v1/embeddings`, secret, { model: 'plugsky-embed-v1', input })),
    ),
  );
  racing = false;
  await watching;
  // A refusal's row gives its hold back after its answer.
  await until(async () => {
    const [row] = await tenants.query<{ holds: number }>(
      'SELECT (SELECT count(*) FROM credit_hold)::int + (SELECT count(*) FROM budget_hold)::int AS holds',
    );
    return row?.holds === 0;
  }, 20_000);
  looks.push(await look());
  return { answers, looks };
}

/** The race is about money: no other limit may stand in its way. */
async function loosen(tenantId: string): Promise<void> {
  await tenants.query(
    `INSERT INTO plan_override (tenant_id, requests_in_flight_max, requests_per_minute_key_max, requests_per_minute_user_max,
       requests_per_minute_tenant_max, tokens_per_minute_tenant_max) VALUES ($1, 1000, 1000, 1000, 1000, 100000000)`,
    [tenantId],
  );
}

async function drained(answer: Response) {
  const body = (await answer.json()) as { error?: Record<string, string> };
  return { status: answer.status, headers: answer.headers, body };
}
