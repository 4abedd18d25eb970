import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { DeployError, errorCode } from './deploy-error.ts';

interface Migration {
  name: string;
  sql: string;
  /** SHA-256 in hex, as Prisma keeps it in _prisma_migrations. */
  checksum: string;
}

interface MigrationRecord {
  migration_name: string;
  checksum: string;
  finished: boolean;
}

const lockFileName = 'migration_lock.toml';

/** The migrations of a folder in the order in which they are applied. */
export async function readMigrations(migrationsDir: string): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** True when every migration is finished with its present checksum: one query, no engine. */
export async function isUpToDate(client: pg.Client, migrations: Migration[]): Promise<boolean> {
  const records = await readRecords(client);
  return migrations.every(({ name, checksum }) =>
    records.some((record) => record.migration_name === name && record.finished && record.checksum === checksum),
  );
}

/**
 * Applies what is missing with Prisma's own engine, which keeps _prisma_migrations.
 * @returns names of the migrations applied now
 * @throws DeployError naming the migration that failed
 */
export async function applyMigrations(
  client: pg.Client,
  url: string,
  migrationsDir: string,
  migrations: Migration[],
): Promise<string[]> {
  const lockfile = await readFile(path.join(migrationsDir, lockFileName), 'utf8');
  // The engine takes half a second to load, and most starts have nothing to apply.
  const { openSchemaEngine } = await import('../../schema-engine/engine.mjs');
  const { engine, close } = await openSchemaEngine({ url });
  try {
    for (const migration of await interrupted(client, migrations)) {
      await engine.markMigrationRolledBack({ migrationName: migration.name });
    }
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: migrationsDir,
        lockfile: { path: lockFileName, content: lockfile },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } catch (error) {
    throw explain(error);
  } finally {
    await close();
  }
}

// The server runs a migration's statements as one transaction, so one that failed or whose process died has left nothing
// and may be tried again. Statements that end transactions themselves are the exception: those need a person.
async function interrupted(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const records = await readRecords(client);
  const started = migrations.filter(({ name }) =>
    records.some((record) => record.migration_name === name && !record.finished),
  );
  const unsure = started.find(({ sql }) => /\b(?:CONCURRENTLY|COMMIT)\b/i.test(sql));
  if (unsure) {
    throw new DeployError(
      `The migration ${unsure.name} began and never finished, and it may have left a part of its work: look at the database, then run "npx prisma migrate resolve" with --applied or --rolled-back ${unsure.name}.`,
    );
  }
  return started;
}

async function readRecords(client: pg.Client): Promise<MigrationRecord[]> {
  try {
    const { rows } = await client.query<MigrationRecord>(
      'SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    return rows;
  } catch (error) {
    if (errorCode(error) === '42P01') return [];
    throw error;
  }
}

function explain(error: unknown): unknown {
  if (error instanceof DeployError || !(error instanceof Error)) return error;
  const name = /migration_name="([^"]+)"/.exec(error.message)?.[1];
  const reason = /ERROR: (.+)/.exec(error.message)?.[1] ?? error.message.split('\n')[0];
  if (/permission denied to create role|must be superuser to create/i.test(error.message)) {
    return new DeployError(
      'The user in DATABASE_URL may not create roles, and Gridsky needs gridsky_app and gridsky_system: give it CREATEROLE, or create both roles with NOLOGIN beforehand.',
    );
  }
  if (name) {
    return new DeployError(
      `The migration ${name} failed and was rolled back: ${reason}; mend the cause and start again, or restore the database it worked on.`,
    );
  }
  return new DeployError(`The migrations could not be applied: ${reason}`);
}
