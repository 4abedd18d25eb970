import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let testDatabase: TestDatabase;
let owner: pg.Client;
let system: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  system = new pg.Client({ connectionString: testDatabase.systemUrl });
  await Promise.all([owner.connect(), system.connect()]);
});
beforeEach(async () => {
  await owner.query(`SELECT ensure_usage_partitions((now() AT TIME ZONE 'UTC')::date - 40, 50)`);
  await owner.query(`UPDATE usage_rollup SET closed_until = date_trunc('hour', now())`);
});
afterAll(async () => {
  await Promise.all([owner?.end(), system?.end()]);
  await testDatabase?.drop();
});

test('days before the given one are dropped with their rows, and no others', async () => {
  await insert(35);
  await insert(33);
  expect(await drop(34)).toBe(6);
  expect(await days()).toEqual({ oldest: 34, rows: 1 });
  expect(await drop(34)).toBe(0);
});

test('the last 31 days are kept, whoever asks', async () => {
  await drop(0);
  expect((await days()).oldest).toBe(31);
});

test('a day whose hours are not summed is kept', async () => {
  await owner.query(`UPDATE usage_rollup SET closed_until = now() - interval '36 days'`);
  await drop(32);
  expect((await days()).oldest).toBe(36);
});

test('the app role may not drop any', async () => {
  const app = new pg.Client({ connectionString: testDatabase.appUrl });
  await app.connect();
  await expect(app.query(`SELECT drop_usage_partitions('2020-01-01')`)).rejects.toMatchObject({ code: '42501' });
  await app.end();
});

/** Drops the days that are more than so many days ago. */
async function drop(daysAgo: number): Promise<number> {
  const sql = `SELECT drop_usage_partitions((now() AT TIME ZONE 'UTC')::date - $1::int) AS dropped`;
  return (await system.query(sql, [daysAgo])).rows[0].dropped;
}

async function insert(daysAgo: number): Promise<void> {
  await system.query(
    `INSERT INTO usage_event (id, created_at, tenant_id, key_id, model, dialect, status, inputs, tokens, cost_nano, queue_ms,
       infer_ms, total_ms)
     SELECT uuid_at(at), at, gen_random_uuid(), gen_random_uuid(), 'm', 'openai', 200, 1, 1, 0, 0, 0, 0
     FROM (SELECT now() - make_interval(days => $1::int) AS at) t`,
    [daysAgo],
  );
}

/** How many days ago the oldest partition is, and how many rows there are. */
async function days(): Promise<{ oldest: number; rows: number }> {
  const { rows } = await owner.query(`
    SELECT (now() AT TIME ZONE 'UTC')::date - min(to_date(right(c.relname, 8), 'YYYYMMDD')) AS oldest,
      (SELECT count(*)::int FROM usage_event) AS rows
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'usage_event'::regclass AND c.relname ~ '[0-9]{8}$'`);
  return rows[0];
}
