import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { describeDatabase, startDatabase } from '../platform/database.ts';
import { findRunning, type Runtime, removeRuntime, thisProcess, writeRuntime } from '../platform/runtime.ts';
import { ensureSecrets } from '../platform/secrets.ts';
import { readSettings } from '../platform/settings.ts';
import { root } from './testing/checkout.ts';

// The command as a process of its own, with the embedded database.
let home: string;

// Several processes of a second each, on machines that may have other work.
vi.setConfig({ testTimeout: 180_000 });

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gridsky-command-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

test('alone it brings the database up, keeps what was written, and leaves nothing running', async () => {
  const made = await run('tenant', 'create', '--name', 'Alone', '--plan', 'trial', '--json');
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(await databaseRuns()).toBe(false);
  const listed = await run('tenant', 'list', '--json');
  expect(JSON.parse(listed.out).tenants).toMatchObject([{ id: JSON.parse(made.out).id, name: 'Alone' }]);
  expect(await databaseRuns()).toBe(false);
  expect((await readdir(home)).filter((name) => name.startsWith('gridsky.turn'))).toEqual([]);
});

test('several alone at once work in turn, also after one that was killed in its turn', async () => {
  await writeFile(path.join(home, 'gridsky.turn'), JSON.stringify({ pid: process.pid, startedAt: 'another process' }));
  const names = ['A', 'B', 'C'];
  const made = await Promise.all(names.map((name) => run('tenant', 'create', '--name', name, '--plan', 'trial')));
  expect(made.map(({ code, err }) => ({ code, err }))).toEqual(names.map(() => ({ code: 0, err: '' })));
  const listed = JSON.parse((await run('tenant', 'list', '--json')).out);
  expect(listed.tenants.map(({ name }: { name: string }) => name).sort()).toEqual(names);
});

test('Ctrl-C alone stops the database and exits with 130', async () => {
  const child = start('tenant', 'list');
  while (!(await databaseRuns())) await delay(5);
  child.kill('SIGINT');
  // As npm does: it passes on what the terminal has sent to all.
  child.kill('SIGINT');
  expect(await once(child, 'exit')).toEqual([130, null]);
  expect(await databaseRuns()).toBe(false);
});

test('beside a running platform it uses its database and leaves that running', async () => {
  const settings = readSettings(root, { GRIDSKY_HOME: home });
  const secrets = await ensureSecrets(home);
  const runtime: Runtime = {
    supervisor: await thisProcess(),
    state: 'starting',
    webUrl: settings.PUBLIC_URL,
    apiUrl: settings.API_PUBLIC_URL,
    children: {},
  };
  // As in the first moment of npm start: the command waits for the database instead of starting one.
  await writeRuntime(home, runtime);
  const early = run('tenant', 'create', '--name', 'Early', '--plan', 'trial');
  const server = await startDatabase(settings, secrets);
  try {
    await writeRuntime(home, { ...runtime, state: 'ready', database: describeDatabase(server.url, true) });
    expect(await findRunning(home)).toMatchObject({ state: 'ready' });
    expect(await early).toMatchObject({ code: 0, err: '' });
    const listed = await run('tenant', 'list', '--json');
    expect(JSON.parse(listed.out).tenants).toMatchObject([{ name: 'Early' }]);
    expect(await databaseRuns()).toBe(true);
  } finally {
    await server.stop();
    await removeRuntime(home);
  }
});

async function databaseRuns(): Promise<boolean> {
  return access(path.join(home, 'postgres/postmaster.pid')).then(
    () => true,
    () => false,
  );
}

function start(...args: string[]): ChildProcess {
  const { DATABASE_URL: _own, ...env } = process.env;
  return spawn(process.execPath, ['scripts/with-install.mjs', 'scripts/gridsky/main.ts', ...args], {
    cwd: root,
    env: { ...env, GRIDSKY_HOME: home },
  });
}

async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(...args);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}
