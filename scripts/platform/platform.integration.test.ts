import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { processIdentity } from '@gridsky/db/embedded';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { settles } from './time-limit.ts';

// The real `npm start`, in a home of its own: database, migrations, API, dashboard.
const root = path.resolve(import.meta.dirname, '../..');
const limit = 180_000;
const stopLimit = 60_000;

let home: string;
let started: ChildProcess[];

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'gridsky-platform-'));
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map(end));
  await rm(home, { recursive: true, force: true });
});

test(
  'a start prints a curl line that works; a second start is refused; a stop leaves no process and a restart all data',
  async () => {
    const ports = await freePorts();
    const first = await start(ports);
    const key = keyIn(first.output());
    expect(await vectorWidth(ports.api, key)).toBe(1536);
    expect((await stat(path.join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(home, 'demo-key'))).mode & 0o777).toBe(0o600);

    const runtime = JSON.parse(await readFile(path.join(home, 'runtime.json'), 'utf8'));
    expect(runtime).toMatchObject({
      state: 'ready',
      supervisor: { pid: first.child.pid },
      database: { embedded: true },
    });
    for (const secret of Object.values(JSON.parse(await readFile(path.join(home, 'secrets.json'), 'utf8')))) {
      expect(JSON.stringify(runtime)).not.toContain(secret);
      expect(first.output()).not.toContain(secret);
    }

    const second = await runToEnd(await freePorts());
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Gridsky is already running here (process ${first.child.pid})`);

    const pids = await runningPids();
    expect(pids.length).toBe(3);
    first.child.kill('SIGINT');
    expect(await exitOf(first)).toBe(0);
    expect(await Promise.all(pids.map(processIdentity))).toEqual([undefined, undefined, undefined]);
    expect(await readdir(home)).not.toContain('runtime.json');

    const again = await start(ports);
    expect(keyIn(again.output())).toBe(key);
    expect(await vectorWidth(ports.api, key)).toBe(1536);
  },
  2 * limit,
);

test(
  'what a killed start has left running is ended by the next one, and a crashed API is started again',
  async () => {
    const ports = await freePorts();
    const first = await start(ports);
    const left = await runningPids();
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const next = await start(ports);
    expect(next.output()).toContain('ended what a killed start had left running');
    expect(await Promise.all(left.map(processIdentity))).toEqual([undefined, undefined, undefined]);

    const { children } = JSON.parse(await readFile(path.join(home, 'runtime.json'), 'utf8'));
    process.kill(children.api.pid, 'SIGKILL');
    await until(next, async () => next.output().includes('The API ended (SIGKILL); starting it again'));
    await until(next, async () => (await vectorWidth(ports.api, keyIn(next.output())).catch(() => 0)) === 1536);
  },
  2 * limit,
);

test('a taken port is named with its setting and what to do', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const taken = portOf(blocker);
  const { code, output } = await runToEnd({ ...(await freePorts()), api: taken });
  blocker.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${taken} is taken by another program: stop that one, or set API_PORT to a free port`);
});

test(
  'a database that is not there ends the start with one sentence and leaves nothing running',
  async () => {
    const { code, output } = await runToEnd(await freePorts(), {
      DATABASE_URL: 'postgresql://someone:hunter2@127.0.0.1:1/gridsky',
    });
    expect(code).toBe(1);
    expect(output).toMatch(
      /PostgreSQL at 127\.0\.0\.1:1 can't be reached .*check that it runs and that DATABASE_URL is right/,
    );
    expect(output).not.toContain('hunter2');
    expect(await readdir(home)).not.toContain('runtime.json');
  },
  limit,
);

test(
  'a Ctrl-C in the middle of a start leaves no process',
  async () => {
    const child = spawnStart(await freePorts());
    await until(child, async () => child.output().includes('database'));
    const state = JSON.parse(
      await readFile(path.join(home, 'postgres', 'postmaster.pid'), 'utf8').then((text) => text.split('\n')[0] ?? '0'),
    );
    child.child.kill('SIGINT');
    await exitOf(child);
    expect(await processIdentity(Number(state))).toBeUndefined();
    expect(await readdir(home)).not.toContain('runtime.json');
  },
  limit,
);

test(
  'a database that takes the connection and never speaks ends the start with one sentence',
  async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const place = `127.0.0.1:${portOf(silent)}`;
    const { code, output } = await runToEnd(await freePorts(), { DATABASE_URL: `postgresql://someone:x@${place}/g` });
    silent.close();
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringContaining(`PostgreSQL at ${place} can't be reached`),
    });
  },
  limit,
);

test('an old Node gets one sentence', async () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.1' } })`;
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${pretend}`, 'scripts/start.mjs'], {
    cwd: root,
  });
  let output = '';
  child.stderr.on('data', (text) => {
    output += text;
  });
  const [code] = await once(child, 'exit');
  expect({ code, output }).toEqual({
    code: 1,
    output:
      'Gridsky needs Node 20.19 or newer and this is 18.20.1: install one from https://nodejs.org, then start again.\n',
  });
});

interface Ports {
  web: number;
  api: number;
}

interface Started {
  child: ChildProcess;
  output: () => string;
}

function spawnStart(ports: Ports, environment: Record<string, string> = {}): Started {
  const { DATABASE_URL: _own, ...inherited } = process.env;
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...inherited,
      NODE_OPTIONS: '',
      GRIDSKY_HOME: home,
      PORT: `${ports.web}`,
      API_PORT: `${ports.api}`,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { child, output: () => output };
}

async function start(ports: Ports): Promise<Started> {
  const running = spawnStart(ports);
  await until(running, async () => {
    if (running.child.exitCode !== null) throw new Error(`The start failed:\n${running.output()}`);
    return running.output().includes('Ctrl-C stops everything');
  });
  return running;
}

async function runToEnd(ports: Ports, environment: Record<string, string> = {}) {
  const { child, output } = spawnStart(ports, environment);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

async function runningPids(): Promise<number[]> {
  const { children } = JSON.parse(await readFile(path.join(home, 'runtime.json'), 'utf8'));
  const postmaster = (await readFile(path.join(home, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0];
  return [children.api.pid, children.web.pid, Number(postmaster)];
}

function keyIn(output: string): string {
  return /Bearer (sk-live-\w+)/.exec(output)?.[1] ?? '';
}

async function vectorWidth(apiPort: number, key: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${apiPort}/v1/embeddings`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'plugsky-embed-v1', input: 'Hello, sky' }),
  });
  return z.object({ data: z.tuple([z.object({ embedding: z.array(z.number()) })]) }).parse(await response.json())
    .data[0].embedding.length;
}

async function freePorts(): Promise<Ports> {
  const servers = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')] as const;
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = { web: portOf(servers[0]), api: portOf(servers[1]) };
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Waits for something that the started platform does; there is no event to wait for. Past the limit it tells all there is. */
async function until(running: Started, isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + limit;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(await describe(running, 'It did not happen in time.'));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function exitOf(running: Started): Promise<number | null> {
  if (!(await hasEnded(running.child, stopLimit))) throw new Error(await describe(running, 'It did not stop in time.'));
  return running.child.exitCode;
}

async function describe({ output }: Started, sentence: string): Promise<string> {
  const read = (name: string) => readFile(path.join(home, name), 'utf8').catch(() => 'There is none.');
  const files = ['runtime.json', 'logs/api.log', 'logs/web.log'];
  const texts = await Promise.all(files.map(async (name) => `--- ${name}\n${(await read(name)).slice(-2_000)}`));
  return [sentence, `--- output\n${output()}`, ...texts].join('\n');
}

/** Whatever the launcher does: neither it nor what it has started outlives its test. */
async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  if (await hasEnded(child, stopLimit)) return;
  const left = await runningPids().catch(() => []);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  child.kill('SIGKILL');
  await hasEnded(child, stopLimit);
}

function hasEnded(child: ChildProcess, milliseconds: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(true);
  return settles(once(child, 'exit'), milliseconds);
}
