import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  processIdentity,
  startEmbeddedPostgres,
} from './index.ts';

let home: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gridsky-embedded-'));
  await chmod(home, 0o755);
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()));
  await rm(home, { recursive: true, force: true });
});

test('a restart keeps data and port, and a stop leaves no process', async () => {
  const first = await start();
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  expect(await processIdentity(first.pid)).toBeUndefined();
  const second = await start();
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  expect(second.port).toBe(first.port);
});

test('the server listens on 127.0.0.1 only and asks for the password', async () => {
  const server = await start();
  expect(await query(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  expect(await query(server.url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  await expect(query(server.url.replace(/:[^:@/]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

test('a stale lock file that names a living stranger does not stop the start', async () => {
  const first = await start();
  const lockPath = path.join(home, 'postgres', 'postmaster.pid');
  const lock = await readFile(lockPath, 'utf8');
  await first.stop();
  await writeFile(lockPath, lock.replace(/^\d+/, String(process.pid)));
  const second = await start();
  expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a server whose caller was killed is stopped before the next one starts', async () => {
  const left = await startInProcessAndKillIt();
  expect(await processIdentity(left)).toBeDefined();
  const server = await start();
  expect(await processIdentity(left)).toBeUndefined();
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('a data folder whose server has a living caller is refused', async () => {
  await start();
  await expect(start()).rejects.toThrow(/is in use by process \d+: stop that one first/);
});

test('data of another major version is refused with both versions named', async () => {
  await mkdir(path.join(home, 'postgres'));
  await writeFile(path.join(home, 'postgres', 'PG_VERSION'), '14\n');
  await expect(start()).rejects.toThrow(/written by PostgreSQL 14, this Gridsky brings 18/);
});

test('a wanted port that is taken is named', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(start({ port })).rejects.toThrow(`Port ${port}`);
  blocker.close();
});

test('servers started in the same moment get a port each', async () => {
  const servers = await Promise.all(['a', 'b', 'c'].map((name) => start({ dataDir: path.join(home, name) })));
  expect(new Set(servers.map((server) => server.port)).size).toBe(3);
});

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  'as root, a data folder that nobody else can reach works and may move in and out of a private folder',
  async () => {
    await chmod(home, 0o700);
    const inside = await start();
    await query(inside.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await inside.stop();
    await chmod(home, 0o755);
    const outside = await start();
    expect(await query(outside.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await outside.stop();
  },
);

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir: path.join(home, 'postgres'),
    password: 'p@ss:word/#1',
    database: 'postgres',
    durable: false,
    ...options,
  });
  running.push(server);
  return server;
}

async function startInProcessAndKillIt(): Promise<number> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(path.join(import.meta.dirname, 'index.ts'))});
    const server = await startEmbeddedPostgres({
      dataDir: ${JSON.stringify(path.join(home, 'postgres'))}, password: 'p@ss:word/#1', durable: false });
    process.stdout.write(String(server.pid));
    setInterval(() => {}, 60_000);`;
  const root = path.resolve(import.meta.dirname, '../../../..');
  const caller = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = await once(caller.stdout, 'data');
  caller.kill('SIGKILL');
  await once(caller, 'exit');
  return Number(String(pid));
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
