import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { type DeployOptions, deployDatabase } from './index.ts';

const migrationsDir = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

let base: TestDatabase;
let folder: string;
let made: string[];

beforeAll(async () => {
  base = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'gridsky-deploy-'));
  made = [];
});
afterAll(async () => {
  for (const name of made) await query(base.ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await base.drop();
  await rm(folder, { recursive: true, force: true });
});

test('a missing database is created, migrated and opened to both roles; the second time nothing is left to do', async () => {
  const options = optionsFor('deploy_new');
  const first = await deployDatabase(options);
  expect(first.applied.length).toBeGreaterThan(0);
  expect(await query(first.appUrl, 'SELECT current_user::text AS name')).toEqual([{ name: 'gridsky_app' }]);
  expect(await query(first.systemUrl, 'SELECT current_user::text AS name')).toEqual([{ name: 'gridsky_system' }]);
  expect((await deployDatabase(options)).applied).toEqual([]);
});

test('of several deployments at once exactly one applies each migration and none fails', async () => {
  const options = optionsFor('deploy_race');
  const results = await Promise.all(Array.from({ length: 4 }, () => deployDatabase(options)));
  const applied = results.flatMap((result) => result.applied);
  expect(new Set(applied).size).toBe(applied.length);
  expect(applied.length).toBeGreaterThan(0);
});

test('a failed migration is named, and after its repair the next start applies it', async () => {
  const broken = await folderWith('broken', 'CREATE TABLE half (a int); SELECT missing_function();');
  const options = optionsFor('deploy_broken', broken);
  await expect(deployDatabase(options)).rejects.toThrow(
    /migration 99990101000000_last failed and was rolled back: .*missing_function/,
  );
  await folderWith(
    'broken',
    'CREATE TABLE half (a int); -- one; two\nCREATE FUNCTION two() RETURNS int LANGUAGE sql AS $$ SELECT 1; SELECT 2; $$;',
  );
  expect((await deployDatabase(options)).applied).toEqual(['99990101000000_last']);
});

test('a migration whose process died is applied again', async () => {
  const extended = await folderWith('died', 'CREATE TABLE after_death (a int);');
  const options = optionsFor('deploy_died', extended);
  await deployDatabase({ ...options, migrationsDir });
  await query(
    options.ownerUrl,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('dead', 'x', '99990101000000_last')`,
  );
  expect((await deployDatabase(options)).applied).toEqual(['99990101000000_last']);
});

test('a wrong password, a dead server and a missing right are told apart in one sentence each', async () => {
  const wrongPassword = optionsFor('deploy_new');
  wrongPassword.ownerUrl = wrongPassword.ownerUrl.replace(/:[^:@/]+@/, ':wrong@');
  await expect(deployDatabase(wrongPassword)).rejects.toThrow(
    /refused the user postgres .*check the user and password in DATABASE_URL/,
  );
  const dead = { ...optionsFor('deploy_new'), ownerUrl: 'postgresql://postgres:x@127.0.0.1:1/gridsky' };
  await expect(deployDatabase(dead)).rejects.toThrow(/127\.0\.0\.1:1 can't be reached .*ECONNREFUSED/);
  await query(base.ownerUrl, `CREATE ROLE weak LOGIN PASSWORD 'weak'`);
  const weak = optionsFor('deploy_forbidden');
  weak.ownerUrl = weak.ownerUrl.replace(/\/\/[^@]+@/, '//weak:weak@');
  await expect(deployDatabase(weak)).rejects.toThrow(/deploy_forbidden doesn't exist and weak may not create it/);
});

function optionsFor(database: string, migrations = migrationsDir): DeployOptions {
  made.push(database);
  const ownerUrl = new URL(base.ownerUrl);
  ownerUrl.pathname = database;
  const appPassword = decodeURIComponent(new URL(base.appUrl).password);
  const systemPassword = decodeURIComponent(new URL(base.systemUrl).password);
  return { ownerUrl: ownerUrl.href, appPassword, systemPassword, migrationsDir: migrations };
}

/** The real migrations and one more. */
async function folderWith(name: string, sql: string): Promise<string> {
  const target = path.join(folder, name);
  await cp(migrationsDir, target, { recursive: true });
  await mkdir(path.join(target, '99990101000000_last'), { recursive: true });
  await writeFile(path.join(target, '99990101000000_last', 'migration.sql'), sql);
  return target;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
