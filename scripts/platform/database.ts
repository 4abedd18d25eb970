import path from 'node:path';
import { deployDatabase } from '@gridsky/db/deploy';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@gridsky/db/embedded';
import type { Runtime } from './runtime.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

const embeddedDatabaseName = 'gridsky';
/** Of this checkout. */
export const migrationsDir = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** Where the embedded PostgreSQL of this home keeps its data. */
export function databaseFolder(settings: Settings): string {
  return path.join(settings.GRIDSKY_HOME, 'postgres');
}

/** Starts the embedded PostgreSQL of this home; `port` asks for the same one after a crash. */
export function startDatabase(settings: Settings, secrets: Secrets, port?: number): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataDir: databaseFolder(settings),
    password: secrets.databaseOwnerPassword,
    database: embeddedDatabaseName,
    ...(port === undefined ? {} : { port }),
  });
}

/** Migrates the database behind the owner's URL and opens it to the two roles of the applications. */
export function migrate(settings: Settings, secrets: Secrets, ownerUrl: string) {
  return deployDatabase({
    ownerUrl,
    appPassword: settings.DATABASE_APP_PASSWORD ?? secrets.databaseAppPassword,
    systemPassword: settings.DATABASE_SYSTEM_PASSWORD ?? secrets.databaseSystemPassword,
    migrationsDir,
  });
}

/** Where a running platform keeps its data, without secrets. */
export function describeDatabase(ownerUrl: string, embedded: boolean): Runtime['database'] {
  const url = new URL(ownerUrl);
  return {
    embedded,
    host: url.hostname,
    port: Number(url.port || 5432),
    name: decodeURIComponent(url.pathname.slice(1)),
  };
}

/** The owner's URL for a program beside a running platform; undefined when the embedded server isn't running. */
export function ownerUrlBeside(settings: Settings, secrets: Secrets, runtime: Runtime | undefined): string | undefined {
  if (settings.DATABASE_URL) return settings.DATABASE_URL;
  if (!runtime?.database?.embedded) return undefined;
  const { host, port, name } = runtime.database;
  return `postgresql://postgres:${encodeURIComponent(secrets.databaseOwnerPassword)}@${host}:${port}/${encodeURIComponent(name)}`;
}

/**
 * Opens the platform's database to a program of the operator's, beside a running platform or alone: an embedded server
 * that isn't running is started for as long as the caller works.
 */
export async function openPlatformDatabase(
  settings: Settings,
  secrets: Secrets,
  runtime: Runtime | undefined,
): Promise<{ ownerUrl: string; appUrl: string; systemUrl: string; close: () => Promise<void> }> {
  const beside = ownerUrlBeside(settings, secrets, runtime);
  const server = beside === undefined ? await startDatabase(settings, secrets) : undefined;
  const ownerUrl = beside ?? server?.url ?? '';
  const close = async () => server?.stop();
  try {
    const { appUrl, systemUrl } = await migrate(settings, secrets, ownerUrl);
    return { ownerUrl, appUrl, systemUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}
