import type { NanoDollars } from '@gridsky/api/domain';
import { createKey, createTenant, type SystemContext } from '@gridsky/api/services';
import { type Database, openDatabase, openPool } from '@gridsky/db';
import { createTestDatabase, type TestDatabase } from '@gridsky/db/testing';
import { type Logger, pino } from 'pino';
import { readSettings } from '../src/env.ts';
import { type Platform, startPlatform } from '../src/start-platform.ts';

export type TestPlatform = Awaited<ReturnType<typeof startTestPlatform>>;

/** The whole inference app in this process, on a database and a port of its own. */
export async function startTestPlatform(
  settings: Record<string, string> = {},
  logger: Logger = pino({ level: 'silent' }),
) {
  const testDatabase = await createTestDatabase();
  const platform: Platform = await startPlatform(environmentFor(testDatabase, settings), logger);
  const tenants = openTenants(testDatabase);
  await untilReady(platform.url);
  return {
    url: platform.url,
    server: platform.server,
    ...tenants,
    async stop() {
      await platform.drain();
      await tenants.close();
      await testDatabase.drop();
    },
  };
}

export function environmentFor(
  testDatabase: Pick<TestDatabase, 'appUrl' | 'systemUrl'>,
  settings: Record<string, string> = {},
) {
  return readSettings({
    DATABASE_APP_URL: testDatabase.appUrl,
    DATABASE_SYSTEM_URL: testDatabase.systemUrl,
    API_PORT: '0',
    LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
    DRAIN_GRACE_SECONDS: '0',
    ...settings,
  });
}

/** Makes tenants and keys beside a running platform, and looks at the ledger from behind the walls. */
export function openTenants(testDatabase: TestDatabase) {
  const database: Database = openDatabase({ ...testDatabase, connectionsMax: 3 });
  const owner = openPool(testDatabase.ownerUrl, { max: 2 });
  const context: SystemContext = { database, actor: { type: 'system' }, now: () => new Date(), ip: null };
  return {
    context,
    /** A tenant with one key. */
    async tenant(
      planId: string,
      options: { creditNano?: NanoDollars; mode?: 'live' | 'test'; scope?: 'read' | 'infer' | 'admin' } = {},
    ) {
      const { mode = 'live', scope = 'infer', creditNano } = options;
      const { id } = await createTenant(context, {
        name: planId,
        planId,
        ...(creditNano === undefined ? {} : { creditNano }),
      });
      const { key, secret } = await createKey(
        { ...context, tenantId: id, role: 'owner' },
        { name: 'test', mode, scope, expiresAt: null },
      );
      return { id, keyId: key.id, secret };
    },
    /** Rows seen by the superuser. */
    query: async <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
      (await owner.query<Row>(sql, values)).rows,
    async close() {
      await Promise.all([database.close(), owner.end()]);
    },
  };
}

export async function untilReady(url: string): Promise<void> {
  await until(async () => (await fetch(`${url}/readyz`).catch(() => null))?.status === 200, 60_000);
}

/** Asks until the answer is yes; fails after `limitMs`. */
export async function until(ask: () => Promise<boolean>, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`still not so after ${limitMs} ms: ${ask}`);
  }
}

/** POSTs JSON with a key. */
export function post(
  url: string,
  secret: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
