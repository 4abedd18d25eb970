import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let testDatabase: TestDatabase;
let system: pg.Pool;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  system = new pg.Pool({ connectionString: testDatabase.systemUrl, max: 8 });
});
afterAll(async () => {
  await system?.end();
  await testDatabase?.drop();
});

test("a row lands in its UTC day's partition, from the first millisecond to the last", async () => {
  await ensure('2031-03-01', 3);
  expect(await partitionOf('2031-03-01T23:59:59.999Z')).toBe('usage_event_20310301');
  expect(await partitionOf('2031-03-02T00:00:00.000Z')).toBe('usage_event_20310302');
  expect(await partitionOf('2031-03-02T23:59:59.999Z')).toBe('usage_event_20310302');
  expect(await partitionOf('2031-03-03T00:00:00.000Z')).toBe('usage_event_20310303');
});

test('a row of a day without a partition is kept all the same', async () => {
  expect(await partitionOf('2040-01-01T12:00:00.000Z')).toBe('usage_event_default');
});

test('days are UTC whatever the time zone of the connection', async () => {
  const client = await system.connect();
  await client.query(`SET TIME ZONE 'Pacific/Kiritimati'`);
  await client.query(`SELECT ensure_usage_partitions('2031-07-01', 1)`);
  client.release(true);
  expect(await partitionOf('2031-07-01T00:00:00.000Z')).toBe('usage_event_20310701');
  expect(await partitionOf('2031-07-01T23:59:59.999Z')).toBe('usage_event_20310701');
});

test('making partitions again makes none, and an overlapping range only the missing ones', async () => {
  expect(await ensure('2032-01-01', 4)).toBe(4);
  expect(await ensure('2032-01-01', 4)).toBe(0);
  expect(await ensure('2032-01-03', 4)).toBe(2);
});

test('eight starts at once make each partition once and none fails', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => ensure('2033-01-01', 6)));
  expect(made.reduce((sum, count) => sum + count, 0)).toBe(6);
});

test('a day that already has rows in the default partition does not keep later days from theirs', async () => {
  expect(await partitionOf('2034-05-02T00:00:00.500Z')).toBe('usage_event_default');
  expect(await ensure('2034-05-01', 4)).toBe(3);
  expect(await partitionOf('2034-05-01T12:00:00.000Z')).toBe('usage_event_20340501');
  expect(await partitionOf('2034-05-02T12:00:00.000Z')).toBe('usage_event_default');
  expect(await partitionOf('2034-05-03T12:00:00.000Z')).toBe('usage_event_20340503');
});

test('a request id is unique across all partitions', async () => {
  const id = (await system.query(`SELECT uuid_at('2031-03-01T10:00:00Z') AS id`)).rows[0].id;
  await insert(id);
  await expect(insert(id)).rejects.toMatchObject({ code: '23505' });
});

test('the app role may not make partitions', async () => {
  const app = new pg.Client({ connectionString: testDatabase.appUrl });
  await app.connect();
  await expect(app.query(`SELECT ensure_usage_partitions('2035-01-01', 1)`)).rejects.toMatchObject({ code: '42501' });
  await app.end();
});

async function ensure(firstDay: string, days: number): Promise<number> {
  const { rows } = await system.query('SELECT ensure_usage_partitions($1::date, $2) AS made', [firstDay, days]);
  return rows[0].made;
}

/** The partition in which a row with a request id of this instant lands. */
async function partitionOf(instant: string): Promise<string> {
  const time = Date.parse(instant).toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
  return insert(id);
}

async function insert(id: string): Promise<string> {
  const { rows } = await system.query(
    `INSERT INTO usage_event (id, tenant_id, key_id, model, dialect, status, inputs, tokens, cost_nano, queue_ms, infer_ms, total_ms)
     VALUES ($1, $2, $2, 'm', 'openai', 200, 1, 1, 0, 0, 0, 0) RETURNING tableoid::regclass::text AS partition`,
    [id, randomUUID()],
  );
  return rows[0].partition;
}
