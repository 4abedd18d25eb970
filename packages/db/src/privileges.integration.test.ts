import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

/** SQLSTATE of a missing privilege; the append-only triggers answer with it too. */
const REFUSED = { code: '42501' };
const APPEND_ONLY = ['usage_event', 'audit_entry', 'credit_grant'];

let testDatabase: TestDatabase;
const clients: Record<string, pg.Client> = {};
const tenantId = randomUUID();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const { ownerUrl: owner, appUrl: app, systemUrl: system } = testDatabase;
  for (const [role, connectionString] of Object.entries({ owner, app, system })) {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(`SELECT set_config('gridsky.tenant_id', $1, false)`, [tenantId]);
    clients[role] = client;
  }
  await query(
    'owner',
    `INSERT INTO plan (id, name, position, credit_nano, metered, requests_per_minute_key_max,
    requests_per_minute_user_max, requests_per_minute_tenant_max, tokens_per_minute_tenant_max, tokens_per_request_max,
    requests_in_flight_max, keys_max, members_max) VALUES ('flat', 'Flat', 0, 0, false, 1, 1, 1, 1, 1, 1, 1, 1)`,
  );
  await query('owner', `INSERT INTO tenant (id, name, plan_id) VALUES ('${tenantId}', 'T', 'flat')`);
  await query(
    'owner',
    `INSERT INTO credit_grant (id, tenant_id, reason, amount_nano)
    VALUES (gen_random_uuid(), '${tenantId}', 'gift', 5)`,
  );
  await query(
    'owner',
    `INSERT INTO audit_entry (id, tenant_id, actor_type, action, target_type, target_id)
    VALUES (gen_random_uuid(), '${tenantId}', 'system', 'a', 't', 'i')`,
  );
  await query(
    'owner',
    `INSERT INTO usage_event (id, tenant_id, key_id, model, dialect, status, inputs, tokens, cost_nano,
    queue_ms, infer_ms, total_ms) VALUES (uuid_at(now()), '${tenantId}', gen_random_uuid(), 'm', 'openai', 200, 1, 1, 0, 0, 0, 0)`,
  );
});
afterAll(async () => {
  await Promise.all(Object.values(clients).map((client) => client.end()));
  await testDatabase?.drop();
});

describe.each(['app', 'system'])('the %s role', (role) => {
  test.each(APPEND_ONLY)('adds to %s but never updates, deletes or truncates it', async (table) => {
    await expect(query(role, `SELECT 1 FROM ${table}`)).resolves.toMatchObject({ rowCount: 1 });
    for (const column of await columnsOf(table)) {
      await expect(query(role, `UPDATE ${table} SET ${column} = ${column}`), column).rejects.toMatchObject(REFUSED);
    }
    await expect(query(role, `DELETE FROM ${table}`)).rejects.toMatchObject(REFUSED);
    await expect(query(role, `TRUNCATE ${table}`)).rejects.toMatchObject(REFUSED);
  });

  test('reaches no usage partition directly, past the row security of the parent', async () => {
    const partitions = await query(
      'owner',
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits
      WHERE inhparent = 'usage_event'::regclass`,
    );
    expect(partitions.rows.length).toBeGreaterThan(8);
    for (const { name } of partitions.rows) {
      for (const sql of [
        `SELECT 1 FROM ${name}`,
        `UPDATE ${name} SET tokens = 0`,
        `DELETE FROM ${name}`,
        `TRUNCATE ${name}`,
      ])
        await expect(query(role, sql), sql).rejects.toMatchObject(REFUSED);
    }
  });

  test('changes no definition: no trigger off, no policy dropped, no function replaced', async () => {
    const attempts = [
      'ALTER TABLE usage_event DISABLE TRIGGER append_only',
      'ALTER TABLE api_key DISABLE ROW LEVEL SECURITY',
      'DROP POLICY tenant_wall ON api_key',
      'DROP TABLE usage_event',
      `CREATE OR REPLACE FUNCTION current_tenant_id() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()'`,
      `SET ROLE ${role === 'app' ? 'gridsky_system' : 'gridsky_app'}`,
      `SET session_replication_role = 'replica'`,
    ];
    for (const sql of attempts) await expect(query(role, sql), sql).rejects.toThrow();
  });
});

test.each(APPEND_ONLY)('a row of %s survives even its owner', async (table) => {
  await expect(query('owner', `UPDATE ${table} SET tenant_id = tenant_id`)).rejects.toMatchObject(REFUSED);
  await expect(query('owner', `DELETE FROM ${table}`)).rejects.toMatchObject(REFUSED);
  await expect(query('owner', `TRUNCATE ${table}`)).rejects.toMatchObject(REFUSED);
});

test('deleting a tenant cannot take its grants along', async () => {
  await expect(query('system', `DELETE FROM tenant WHERE id = '${tenantId}'`)).rejects.toMatchObject(REFUSED);
  await expect(query('system', 'SELECT 1 FROM credit_grant')).resolves.toMatchObject({ rowCount: 1 });
});

describe('the app role', () => {
  test('reads no password hash, session or one-time link', async () => {
    await expect(query('app', 'SELECT id, email, name FROM app_user')).resolves.toBeDefined();
    for (const column of ['password_hash', 'platform_admin', '*']) {
      await expect(query('app', `SELECT ${column} FROM app_user`), column).rejects.toMatchObject(REFUSED);
    }
    for (const table of ['session', 'one_time_link', '_prisma_migrations']) {
      await expect(query('app', `SELECT 1 FROM ${table}`), table).rejects.toMatchObject(REFUSED);
    }
  });

  test('gives its tenant no credit, limit, plan or usage', async () => {
    const attempts = [
      'UPDATE credit_account SET available_nano = available_nano + 1',
      `INSERT INTO credit_grant (id, tenant_id, reason, amount_nano) VALUES (gen_random_uuid(), '${tenantId}', 'mine', 1)`,
      `INSERT INTO plan_override (tenant_id, keys_max) VALUES ('${tenantId}', 1000)`,
      `UPDATE tenant SET plan_id = 'flat'`,
      `UPDATE tenant SET status = 'active'`,
      'UPDATE plan SET keys_max = 1000',
      'DELETE FROM usage_hour',
      'DELETE FROM api_key',
    ];
    for (const sql of attempts) await expect(query('app', sql), sql).rejects.toMatchObject(REFUSED);
  });
});

function query(role: string, sql: string): Promise<pg.QueryResult> {
  const client = clients[role];
  if (!client) throw new Error(`no client for ${role}`);
  return client.query(sql);
}

async function columnsOf(table: string): Promise<string[]> {
  const { rows } = await query(
    'owner',
    `SELECT column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = '${table}'`,
  );
  return rows.map(({ name }) => name);
}
