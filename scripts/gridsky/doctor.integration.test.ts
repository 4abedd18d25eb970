import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openPool } from '@gridsky/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureSecrets } from '../platform/secrets.ts';
import type { Check } from './checks/check.ts';
import { fillModelFolder } from './testing/model-folder.ts';
import { createTestWorld, listenAnywhere, type TestWorld } from './testing/world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

async function examine(change: Record<string, string> = {}): Promise<{ code: number; checks: Record<string, Check> }> {
  const environment = { ...world.environment, ...change };
  const { code, out, err } = await world.run(['doctor', '--json'], { environment });
  expect(err).toBe('');
  const { ok, checks } = JSON.parse(out);
  expect(ok).toBe(code === 0);
  return { code, checks: Object.fromEntries(checks.map((check: Check) => [check.name, check])) };
}

describe('a good set-up', () => {
  test('before the first start it warns of the missing secrets and makes nothing', async () => {
    const { code, checks } = await examine({ GRIDSKY_HOME: path.join(world.home, 'later') });
    expect(code).toBe(0);
    expect(checks.secrets).toMatchObject({ status: 'warn', message: expect.stringContaining('npm start makes it') });
    await expect(stat(path.join(world.home, 'later'))).rejects.toThrow('ENOENT');
  });

  test('every check is ok', async () => {
    await ensureSecrets(world.home);
    const { code, checks } = await examine();
    expect(Object.values(checks).filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    expect(Object.keys(checks)).toEqual([
      'settings',
      'secrets',
      'database',
      'migrations',
      'roles',
      'tenant walls',
      'ledger',
      'plugsky-embed-v1',
      'plugsky-embed-large',
      'ports',
      'disk',
    ]);
    expect(checks.database?.message).toMatch(/^PostgreSQL 18\.\d+, test_\w+ at 127\.0\.0\.1:\d+$/);
  });

  test('as text it is one line for each check, without any secret', async () => {
    const secrets = await ensureSecrets(world.home);
    const { out } = await world.run(['doctor']);
    expect(out.trimEnd().split('\n')).toHaveLength(11);
    expect(out).toMatch(/^ok {4}ledger +hours equal their events/m);
    const passwords = ['DATABASE_APP_PASSWORD', 'DATABASE_SYSTEM_PASSWORD'].map((name) => world.environment[name]);
    for (const secret of [...Object.values(secrets), ...passwords, new URL(world.database.ownerUrl).password]) {
      expect(out).not.toContain(secret);
    }
  });
});

describe('a broken set-up fails with what to do', () => {
  test('a wrong setting', async () => {
    const { code, checks } = await examine({ API_PORT: 'eighty' });
    expect(code).toBe(1);
    expect(checks).toEqual({
      settings: {
        name: 'settings',
        status: 'fail',
        message: 'API_PORT is "eighty": it must be a whole number from 1 to 65535.',
      },
    });
  });

  test('secrets that others may read', async () => {
    const file = path.join(world.home, 'secrets.json');
    await chmod(file, 0o644);
    try {
      const { code, checks } = await examine();
      expect(code).toBe(1);
      expect(checks.secrets).toMatchObject({ status: 'fail', message: expect.stringContaining(`chmod 600 ${file}`) });
    } finally {
      await chmod(file, 0o600);
    }
  });

  test('damaged secrets', async () => {
    const home = path.join(world.home, 'damaged');
    await mkdir(home);
    await writeFile(path.join(home, 'secrets.json'), '{', { mode: 0o600 });
    const { checks } = await examine({ GRIDSKY_HOME: home });
    expect(checks.secrets).toMatchObject({ status: 'fail', message: expect.stringContaining('is damaged') });
  });

  test('a database that is not there', async () => {
    const { code, checks } = await examine({ DATABASE_URL: 'postgresql://postgres:hidden@127.0.0.1:1/gridsky' });
    expect(code).toBe(1);
    expect(checks.database).toMatchObject({ status: 'fail', message: expect.stringContaining('check that it runs') });
    expect(checks.database?.message).not.toContain('hidden');
  });

  test('a role whose password is another one', async () => {
    const { checks } = await examine({ DATABASE_APP_PASSWORD: 'another-password-than-it-has' });
    expect(checks.roles).toMatchObject({
      status: 'fail',
      message: expect.stringContaining("gridsky_app can't log in"),
    });
  });

  test('a migration that is missing', async () => {
    const name = await owner(`DELETE FROM _prisma_migrations WHERE migration_name =
      (SELECT max(migration_name) FROM _prisma_migrations) RETURNING *`);
    const { checks } = await examine();
    expect(checks.migrations).toMatchObject({
      status: 'fail',
      message: expect.stringContaining(String(name[0]?.migration_name)),
    });
    await owner(`INSERT INTO _prisma_migrations SELECT * FROM json_populate_recordset(NULL::_prisma_migrations, $1)`, [
      JSON.stringify(name),
    ]);
  });

  test('a tenant wall that was taken down', async () => {
    await owner('ALTER TABLE api_key NO FORCE ROW LEVEL SECURITY');
    const { code, checks } = await examine();
    await owner('ALTER TABLE api_key FORCE ROW LEVEL SECURITY');
    expect(code).toBe(1);
    expect(checks['tenant walls']).toMatchObject({ status: 'fail', message: expect.stringContaining('api_key') });
  });

  test('credit that doesn’t add up', async () => {
    const { id } = await world.json(['tenant', 'create', '--name', 'T', '--plan', 'trial']);
    await owner('UPDATE credit_account SET granted_nano = granted_nano + 1, available_nano = available_nano + 1');
    const { checks } = await examine();
    expect(checks.ledger).toMatchObject({ status: 'fail', message: expect.stringContaining(String(id)) });
    await owner('UPDATE credit_account SET granted_nano = granted_nano - 1, available_nano = available_nano - 1');
  });

  test('an added model whose folder is gone', async () => {
    const folder = path.join(world.home, 'own-model');
    await mkdir(folder);
    await fillModelFolder(folder);
    await world.json(['models', 'add', folder]);
    expect((await examine()).checks['own-model']?.status).toBe('ok');
    await rm(folder, { recursive: true });
    const { code, checks } = await examine();
    expect(code).toBe(1);
    expect(checks['own-model']?.message).toMatch(/own-model does not exist\. .*models remove --id own-model/);
    await world.json(['models', 'remove', '--id', 'own-model']);
  });

  test('a port that another program has', async () => {
    const other = await listenAnywhere();
    const { code, checks } = await examine({ PORT: String(other.port) });
    await other.close();
    expect(code).toBe(1);
    expect(checks.ports?.message).toContain(`Port ${other.port} is taken by another program`);
  });

  test('afterwards, with all of it mended, every check is ok again', async () => {
    const { checks } = await examine();
    expect(Object.values(checks).filter(({ status }) => status !== 'ok')).toEqual([]);
  });
});

async function owner(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const pool = openPool(world.database.ownerUrl, { max: 1 });
  try {
    return (await pool.query(sql, values)).rows;
  } finally {
    await pool.end();
  }
}
