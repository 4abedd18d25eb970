import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@gridsky/db/testing';
import { untilReady } from './test-platform.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the server as `npm start` does, except where `npm test` has just done it. */
export async function buildServer(): Promise<void> {
  if (!process.env.GRIDSKY_BUILT) await bundle();
}

/** Runs `build.mjs` for the server, or for a program of the benchmarks. Throws when it fails: nothing old may be measured. */
export async function bundle(...programs: string[]): Promise<void> {
  const build = spawn(process.execPath, ['build.mjs', ...programs], { cwd: packageRoot, stdio: 'inherit' });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error(`The build ended with ${code}.`);
}

/** The built server as a process of its own, on a port of its own; resolves when it is ready with its address and what it says. */
export async function startServer(
  { appUrl, systemUrl }: Pick<TestDatabase, 'appUrl' | 'systemUrl'>,
  settings: Record<string, string> = {},
): Promise<{ process: ChildProcess; url: string; output: () => string }> {
  const log = newLog();
  const written = await open(log, 'a');
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: packageRoot,
    env: {
      PATH: process.env.PATH,
      DATABASE_APP_URL: appUrl,
      DATABASE_SYSTEM_URL: systemUrl,
      API_PORT: '0',
      NODE_ENV: 'production',
      ...settings,
    },
    // Its log goes to a file, as where it is run: through a pipe each line would wake this process, which may be measuring.
    stdio: ['ignore', written.fd, 'pipe'],
  });
  await written.close();
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  child.stderr?.pipe(process.stderr, { end: false });
  const output = () => readFileSync(log, 'utf8') + errors;
  const url = await untilListening(child, output);
  await untilReady(url);
  return { process: child, url, output };
}

let logs: { folder: string; count: number } | null = null;

/** A file for the log of one more server; all of them are gone with this process. */
function newLog(): string {
  if (logs === null) {
    const folder = mkdtempSync(join(tmpdir(), 'gridsky-servers-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    logs = { folder, count: 0 };
  }
  logs.count++;
  return join(logs.folder, `${logs.count}.log`);
}

/** Where it listens, by what it says. Looks now and then: the server that starts needs the processor. */
async function untilListening(child: ChildProcess, output: () => string): Promise<string> {
  while (child.exitCode === null && child.signalCode === null) {
    const line = output()
      .split('\n')
      .find((text) => text.includes('"msg":"listening"'));
    if (line) return (JSON.parse(line) as { url: string }).url;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The server ended before it listened: ${output()}`);
}
