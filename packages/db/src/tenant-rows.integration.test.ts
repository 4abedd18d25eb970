import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';

/** SQLSTATE of a missing privilege and of a row that a policy refuses. */
const REFUSED = '42501';

/** `readable`: the app role has a right to look at it at all. */
type WalledTable = { name: string; tenantColumn: string; columns: string[]; readable: boolean };

let testDatabase: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let tables: WalledTable[];
const mine = randomUUID();
const theirs = randomUUID();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  app = new pg.Client({ connectionString: testDatabase.appUrl });
  await Promise.all([owner.connect(), app.connect()]);
  tables = await listWalledTables();
  await owner.query(`INSERT INTO plan (id, name, position, credit_nano, metered, requests_per_minute_key_max,
    requests_per_minute_user_max, requests_per_minute_tenant_max, tokens_per_minute_tenant_max, tokens_per_request_max,
    requests_in_flight_max, keys_max, members_max) VALUES ('flat', 'Flat', 0, 0, false, 1, 1, 1, 1, 1, 1, 1, 1)`);
  await seedTenant(mine);
  await seedTenant(theirs);
});
afterAll(async () => {
  await app?.end();
  await owner?.end();
  await testDatabase?.drop();
});

describe("the app role, working for one tenant, with another tenant's rows", () => {
  test('has rows of both tenants to try it on, in every table with a tenant', async () => {
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['tenant', 'api_key', 'usage_event']));
    expect(tables.filter(({ readable }) => !readable).map(({ name }) => name)).toEqual([
      'idempotency_record',
      'trial_notice',
    ]);
    for (const { name, tenantColumn } of tables) {
      const { rows } = await owner.query(`SELECT DISTINCT ${tenantColumn} AS id FROM ${name}`);
      expect(rows.map(({ id }) => id).sort(), `seedTenant() makes no row in ${name}`).toEqual([mine, theirs].sort());
    }
  });

  test('sees its own and none of theirs', async () => {
    for (const { name, tenantColumn, readable } of tables) {
      if (!readable) {
        await expect(as(mine, `SELECT 1 FROM ${name}`), name).rejects.toMatchObject({ code: REFUSED });
        continue;
      }
      const { rows } = await as(mine, `SELECT DISTINCT ${tenantColumn} AS id FROM ${name}`);
      expect(rows, name).toEqual([{ id: mine }]);
      const named = await as(mine, `SELECT 1 FROM ${name} WHERE ${tenantColumn} = '${theirs}'`);
      expect(named.rowCount, name).toBe(0);
    }
  });

  test('changes none, whichever column it tries', async () => {
    for (const { name, tenantColumn, columns } of tables) {
      for (const column of columns) {
        const sql = `UPDATE ${name} SET ${column} = ${column} WHERE ${tenantColumn} = '${theirs}'`;
        expect(await affected(mine, sql), `${name}.${column}`).toBe(0);
      }
    }
  });

  test('can give none of its own away', async () => {
    for (const { name, tenantColumn } of tables) {
      const sql = `UPDATE ${name} SET ${tenantColumn} = '${theirs}'`;
      await expect(as(mine, sql), name).rejects.toMatchObject({ code: REFUSED });
    }
  });

  test('deletes none', async () => {
    for (const { name, tenantColumn } of tables) {
      expect(await affected(mine, `DELETE FROM ${name} WHERE ${tenantColumn} = '${theirs}'`), name).toBe(0);
    }
  });

  test('inserts none in their name', async () => {
    for (const { name, tenantColumn } of tables) {
      const { rows } = await owner.query(`SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${tenantColumn} = $1`, [
        theirs,
      ]);
      const copy = JSON.stringify({ ...rows[0].row, ...(tenantColumn === 'id' ? {} : { id: randomUUID() }) });
      const sql = `INSERT INTO ${name} SELECT * FROM jsonb_populate_record(null::${name}, '${copy}')`;
      await expect(as(mine, sql), name).rejects.toMatchObject({ code: REFUSED });
    }
  });

  test('locks none, so it cannot hold up their work', async () => {
    for (const { name, tenantColumn } of tables) {
      expect(await affected(mine, `SELECT 1 FROM ${name} WHERE ${tenantColumn} = '${theirs}' FOR UPDATE`), name).toBe(
        0,
      );
    }
  });
});

test.each([
  ['no tenant', ''],
  ['a tenant that does not exist', randomUUID()],
])('with %s set, the app role sees no row and inserts none', async (_name, tenantId) => {
  for (const { name } of tables.filter(({ readable }) => readable)) {
    expect((await as(tenantId, `SELECT 1 FROM ${name}`)).rowCount, name).toBe(0);
  }
  const insert = `INSERT INTO audit_entry (id, actor_type, action, target_type, target_id) VALUES (gen_random_uuid(), '', '', '', '')`;
  await expect(as(tenantId, insert)).rejects.toMatchObject({ code: REFUSED });
});

test('the app role sees the users of its tenant only', async () => {
  const { rows } = await as(mine, 'SELECT email FROM app_user');
  expect(rows).toEqual([{ email: `${mine}@example.com` }]);
  expect((await as('', 'SELECT email FROM app_user')).rowCount).toBe(0);
});

async function as(tenantId: string, sql: string): Promise<pg.QueryResult> {
  await app.query('BEGIN');
  try {
    await app.query(`SELECT set_config('gridsky.tenant_id', $1, true)`, [tenantId]);
    return await app.query(sql);
  } finally {
    await app.query('ROLLBACK');
  }
}

/** Rows a statement touched; a statement that the role may not run at all touches none. */
async function affected(tenantId: string, sql: string): Promise<number | null> {
  try {
    return (await as(tenantId, sql)).rowCount;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === REFUSED) return 0;
    throw error;
  }
}

async function listWalledTables(): Promise<WalledTable[]> {
  const { rows } = await owner.query<WalledTable>(`
    SELECT c.table_name AS name, CASE WHEN c.table_name = 'tenant' THEN 'id' ELSE 'tenant_id' END AS "tenantColumn",
      array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns,
      bool_or(has_any_column_privilege('gridsky_app', k.oid, 'SELECT')) AS readable
    FROM information_schema.columns c JOIN pg_class k ON k.oid = c.table_name::regclass AND NOT k.relispartition
    WHERE c.table_schema = 'public' GROUP BY 1
    HAVING bool_or(c.column_name = 'tenant_id') OR c.table_name = 'tenant' ORDER BY 1`);
  return rows;
}

/** One row in every table that has a tenant. */
async function seedTenant(id: string): Promise<void> {
  await owner.query(`
    INSERT INTO tenant (id, name, plan_id) VALUES ('${id}', 'T', 'flat');
    INSERT INTO plan_override (tenant_id) VALUES ('${id}');
    INSERT INTO credit_account (tenant_id, granted_nano, available_nano) VALUES ('${id}', 5, 5);
    INSERT INTO credit_grant (id, tenant_id, reason, amount_nano) VALUES (gen_random_uuid(), '${id}', '${id}', 5);
    INSERT INTO credit_hold (id, tenant_id, amount_nano) VALUES (gen_random_uuid(), '${id}', 5);
    INSERT INTO app_user (id, email, password_hash) VALUES ('${id}', '${id}@example.com', 'x');
    INSERT INTO membership (id, tenant_id, user_id, role) VALUES (gen_random_uuid(), '${id}', '${id}', 'owner');
    INSERT INTO api_key (id, tenant_id, name, secret_hash, display) VALUES (gen_random_uuid(), '${id}', 'K', '${id}', 'sk');
    INSERT INTO audit_entry (id, tenant_id, actor_type, action, target_type, target_id)
      VALUES (gen_random_uuid(), '${id}', 'system', 'a', 't', 'i');
    INSERT INTO usage_hour (hour, tenant_id, key_id, model, requests, errors, inputs, tokens, cost_nano)
      VALUES (now(), '${id}', gen_random_uuid(), 'm', 1, 0, 1, 1, 0);
    INSERT INTO usage_event (id, tenant_id, key_id, model, dialect, status, inputs, tokens, cost_nano, queue_ms, infer_ms, total_ms)
      VALUES (gen_random_uuid(), '${id}', gen_random_uuid(), 'm', 'openai', 200, 1, 1, 0, 0, 0, 0);
    INSERT INTO invitation (id, tenant_id, email, role, token_hash, sent_at, expires_at)
      VALUES (gen_random_uuid(), '${id}', 'a@example.com', 'member', '${id}', now(), now());
    INSERT INTO billing_account (tenant_id) VALUES ('${id}');
    INSERT INTO idempotency_record (tenant_id, key_hash, request_hash, request_id, created_at)
      VALUES ('${id}', '\\x00', '\\x00', gen_random_uuid(), now());
    INSERT INTO trial_notice (tenant_id, mark) VALUES ('${id}', 'used_50');
    INSERT INTO budget (id, tenant_id, hard_nano) VALUES ('${id}', '${id}', 5);
    INSERT INTO budget_month (budget_id, month, tenant_id) VALUES ('${id}', '2031-03-01', '${id}');
    INSERT INTO budget_hold (request_id, budget_id, tenant_id, month, amount_nano, created_at)
      VALUES (gen_random_uuid(), '${id}', '${id}', '2031-03-01', 5, now());
    INSERT INTO webhook_endpoint (tenant_id, url, sealed_secret) VALUES ('${id}', 'https://example.com', '\\x00');
    INSERT INTO webhook_delivery (id, tenant_id, event, body, next_attempt_at)
      VALUES (gen_random_uuid(), '${id}', 'e', '{}', now());
    INSERT INTO provider_connection (id, tenant_id, provider) VALUES (gen_random_uuid(), '${id}', 'openai');
    INSERT INTO private_model (id, tenant_id, alias, provider, base_url, provider_model)
      VALUES (gen_random_uuid(), '${id}', 'm', 'tei', 'https://example.com', '');
    INSERT INTO sealed_secret (owner_id, tenant_id, version, key_id, wrapped_key, sealed, last4)
      VALUES (gen_random_uuid(), '${id}', 1, 'k', '\\x00', '\\x00', '1234');`);
}
