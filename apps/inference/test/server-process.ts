import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '@gridsky/db/testing';
import { untilReady } from './test-platform.ts';

const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the server as `npm start` does, except where `npm test` has just done it. */
export async function buildServer(): Promise<void> {
  if (process.env.GRIDSKY_BUILT) return;
  const build = spawn(process.execPath, ['build.mjs'], { cwd: packageRoot, stdio: 'inherit' });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error(`The build ended with ${code}.`);
}

/** The built server as a process of its own, on a port of its own; resolves when it is ready with its address and what it says. */
export async function startServer(
  { appUrl, systemUrl }: Pick<TestDatabase, 'appUrl' | 'systemUrl'>,
  settings: Record<string, string> = {},
): Promise<{ process: ChildProcess; url: string; output: () => string }> {
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
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect).pipe(process.stderr, { end: false });
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line) as { msg: string; url?: string };
    if (entry.msg === 'listening') {
      url = entry.url ?? '';
      break;
    }
  }
  child.stdout.resume();
  await untilReady(url);
  return { process: child, url, output: () => output };
}
