import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { isUniqueViolation } from './errors.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

let testDatabase: TestDatabase;
/** One connection a role: every transaction runs on the connection of the one before. */
let database: Database;
const first = randomUUID();
const second = randomUUID();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  // As on a server whose owner lives in Tokyo.
  await owner(`ALTER DATABASE ${new URL(testDatabase.ownerUrl).pathname.slice(1)} SET timezone TO 'Asia/Tokyo'`);
  database = openDatabase({ ...testDatabase, connectionsMax: 1 });
  const limits = { requestsPerMinuteKeyMax: 1, requestsPerMinuteUserMax: 1, requestsPerMinuteTenantMax: 1 };
  const more = {
    tokensPerMinuteTenantMax: 1,
    tokensPerRequestMax: 1,
    requestsInFlightMax: 1,
    keysMax: 1,
    membersMax: 1,
  };
  await database.system.plan.create({
    data: { id: 'flat', name: 'Flat', position: 0, creditNano: 0n, metered: false, models: [], ...limits, ...more },
  });
  for (const id of [first, second]) await database.system.tenant.create({ data: { id, name: 'T', planId: 'flat' } });
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

test('a tenant sees its own rows through asTenant and nobody else sees them', async () => {
  expect((await seenAs(first)).tenants).toEqual([first]);
  expect((await seenAs(second)).tenants).toEqual([second]);
  expect((await seenAs(randomUUID())).tenants).toEqual([]);
});

test('the tenant of a transaction does not leak to the next one on the same connection', async () => {
  const before = await seenAs(first);
  const after = await seenAs('');
  expect(after.connection).toBe(before.connection);
  expect(after.tenants).toEqual([]);
});

test('the tenant does not leak after a transaction that failed either', async () => {
  const failing = database.asTenant(first, async () => {
    throw new Error('half-way');
  });
  await expect(failing).rejects.toThrow('half-way');
  expect((await seenAs('')).tenants).toEqual([]);
});

test('what a failed transaction wrote is gone', async () => {
  const failing = database.asTenant(first, async (tx) => {
    await tx.$executeRaw`UPDATE tenant SET name = 'changed'`;
    throw new Error('half-way');
  });
  await expect(failing).rejects.toThrow('half-way');
  expect((await database.system.tenant.findUnique({ where: { id: first } }))?.name).toBe('T');
});

test("an instant is the same on both sides whatever the server's time zone", async () => {
  const createdAt = new Date('2031-03-01T22:30:00.123Z');
  const session = await database.system.tenant.update({ where: { id: first }, data: { createdAt } });
  expect(session.createdAt).toEqual(createdAt);
  const [stored] = await owner(
    `SELECT extract(epoch FROM created_at)::float AS epoch FROM tenant WHERE id = '${first}'`,
  );
  expect(stored).toEqual({ epoch: createdAt.getTime() / 1000 });
  await owner(`UPDATE tenant SET created_at = '2031-08-01T03:00:00Z' WHERE id = '${first}'`);
  const read = await database.asTenant(first, (tx) => tx.tenant.findUnique({ where: { id: first } }));
  expect(read?.createdAt).toEqual(new Date('2031-08-01T03:00:00Z'));
});

test('isUniqueViolation names the constraint that broke, and no other', async () => {
  const duplicate = database.system.tenant.create({ data: { id: first, name: 'T', planId: 'flat' } });
  const error = await duplicate.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(isUniqueViolation(error)).toBe(true);
  expect(isUniqueViolation(error, 'email')).toBe(false);
  expect(isUniqueViolation(new Error('other'))).toBe(false);
});

async function seenAs(tenantId: string): Promise<{ connection: number; tenants: string[] }> {
  return database.asTenant(tenantId, async (tx) => {
    const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const tenants = await tx.tenant.findMany({ select: { id: true } });
    return { connection: row?.pid ?? 0, tenants: tenants.map(({ id }) => id) };
  });
}

async function owner(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
