import { openDatabase } from '@gridsky/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestWorld } from './testing/world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test('admin link prints the public address with a one-time token', async () => {
  const { url } = await world.json(['admin', 'link']);
  expect(url).toMatch(/^https:\/\/sky\.example\/claim-admin\?token=[\w-]{40,}$/);
});

test('a database that can’t be reached is one sentence and exit code 1; the stack only for who asks', async () => {
  const environment = { ...world.environment, DATABASE_URL: 'postgresql://postgres:x@127.0.0.1:1/gridsky' };
  const outcome = await world.run(['tenant', 'list'], { environment });
  expect(outcome).toMatchObject({ code: 1, out: '' });
  expect(outcome.err).toMatch(/^PostgreSQL at 127\.0\.0\.1:1 can't be reached [^\n]+\n$/);
  const debugged = await world.run(['tenant', 'list'], { environment: { ...environment, GRIDSKY_DEBUG: '1' } });
  expect(debugged.err).toContain('    at ');
});

test('an interruption ends the command with 130 after its connections are closed', async () => {
  const signal = AbortSignal.abort();
  expect(await world.run(['tenant', 'list'], { signal })).toEqual({ code: 130, out: '', err: 'Interrupted.\n' });
  const database = openDatabase({ ...world.database, connectionsMax: 1 });
  try {
    const left = await database.system.$queryRaw`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND usename IN ('gridsky_app', 'gridsky_system')`;
    expect(left).toEqual([]);
  } finally {
    await database.close();
  }
});
