import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';
import { findWallHoles } from './walls.ts';

let testDatabase: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  owner = new pg.Client({ connectionString: testDatabase.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await testDatabase?.drop();
});

describe('every table', () => {
  test('with a tenant_id has enforced row security and the wall for the app role that compares that column', async () => {
    const { rows } = await owner.query(`
      SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced, p.qual, p.with_check, p.cmd
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
      LEFT JOIN pg_policies p ON p.schemaname = 'public' AND p.tablename = c.relname AND 'gridsky_app' = ANY (p.roles)
      WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace ORDER BY 1`);
    expect(rows.length).toBeGreaterThanOrEqual(9);
    const wall = '(tenant_id = current_tenant_id())';
    // One row a table: a second policy for the app role would widen the first, as policies are joined by OR.
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row).toEqual({ name: row.name, forced: true, qual: wall, with_check: wall, cmd: 'ALL' });
    }
  });

  test('that the app role can read without a wall holds nothing of tenants or users', async () => {
    const { rows } = await owner.query(`
      SELECT c.relname AS name FROM pg_class c
      WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity
        AND has_any_column_privilege('gridsky_app', c.oid, 'SELECT, INSERT, UPDATE') ORDER BY 1`);
    expect(rows.map(({ name }) => name)).toEqual(['model', 'plan', 'usage_rollup']);
  });

  test('and function belongs to the migrating role, none to the two login roles', async () => {
    const { rows } = await owner.query(`
      SELECT d.classid::regclass AS kind, d.objid FROM pg_shdepend d
      JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass
      WHERE r.rolname IN ('gridsky_app', 'gridsky_system') AND d.deptype = 'o'`);
    expect(rows).toEqual([]);
  });
});

test('neither login role may bypass row security, make roles or databases, or create tables', async () => {
  const { rows } = await owner.query(`
    SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS privileged,
      has_schema_privilege(oid, 'public', 'CREATE') AS creates,
      EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid) AS inherits
    FROM pg_roles r WHERE rolname LIKE 'gridsky\\_%' ORDER BY 1`);
  const harmless = { privileged: false, creates: false, inherits: false };
  expect(rows).toEqual([
    { rolname: 'gridsky_app', ...harmless },
    { rolname: 'gridsky_system', ...harmless },
  ]);
});

describe('findWallHoles', () => {
  test('finds none in a migrated database', async () => {
    await withDatabase(testDatabase.appUrl, async ({ system }) => {
      expect(await findWallHoles(system, 'gridsky_app')).toEqual([]);
    });
  });

  test('reports a superuser, which row security does not bind', async () => {
    await withDatabase(testDatabase.ownerUrl, async ({ system }) => {
      const holes = await findWallHoles(system, 'gridsky_app');
      expect(holes).toContainEqual(expect.stringMatching(/may bypass row-level security\. Connect as gridsky_app\.$/));
      expect(holes).toContainEqual(expect.stringMatching(/owns tables/));
    });
  });

  test.each(['api_key', 'usage_event', 'tenant', 'app_user'])('reports that FORCE was taken off %s', async (table) => {
    await owner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
    await withDatabase(testDatabase.appUrl, async ({ system }) => {
      const holes = await findWallHoles(system, 'gridsky_app');
      expect(holes).toEqual([`Table ${table} has no enforced tenant policy. Run the migrations.`]);
    });
    await owner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  });

  test('reports a new table with a tenant_id and no wall', async () => {
    await owner.query('CREATE TABLE newcomer (tenant_id uuid)');
    await withDatabase(testDatabase.appUrl, async ({ system }) => {
      expect(await findWallHoles(system, 'gridsky_app')).toEqual([
        'Table newcomer has no enforced tenant policy. Run the migrations.',
      ]);
    });
    await owner.query('DROP TABLE newcomer');
  });
});

async function withDatabase(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = openDatabase({ appUrl: url, systemUrl: url, connectionsMax: 1 });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}
