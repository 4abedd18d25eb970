import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './index.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(() => Promise.all([first.drop(), second.drop()]));

test('each test database has the migrated tables and shares no row with another', async () => {
  const insert = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('only-here', '', 'only-here')`;
  await query(first.ownerUrl, insert);
  const count = `SELECT count(*)::int AS n FROM _prisma_migrations WHERE id = 'only-here'`;
  expect(await query(first.ownerUrl, count)).toEqual([{ n: 1 }]);
  expect(await query(second.ownerUrl, count)).toEqual([{ n: 0 }]);
});

test('the app and system URLs log in as roles that are no superusers', async () => {
  const who = 'SELECT current_user::text AS name, rolsuper FROM pg_roles WHERE rolname = current_user';
  expect(await query(first.appUrl, who)).toEqual([{ name: 'gridsky_app', rolsuper: false }]);
  expect(await query(first.systemUrl, who)).toEqual([{ name: 'gridsky_system', rolsuper: false }]);
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
