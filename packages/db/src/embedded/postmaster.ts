import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';
import { processIdentity } from './process-identity.ts';

/** What postmaster.pid tells of a server (its lines are documented in PostgreSQL's miscadmin.h). */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

const pollMilliseconds = 10;

/** The server that runs on a data folder. A lock file left by a dead one, whose number may be another's now, is removed. */
export async function findPostmaster(dataDir: string): Promise<Postmaster | undefined> {
  const lock = await readLock(dataDir);
  if (!lock) return undefined;
  const identity = await processIdentity(lock.pid);
  if (identity && /postgres/.test(identity.command) && identity.command.includes(dataDir)) return lock;
  await rm(lockFile(dataDir), { force: true });
  return undefined;
}

/** Waits until the server with this pid says in its lock file that it is ready; false when it ended before. */
export async function waitUntilReady(dataDir: string, pid: number, timeoutMilliseconds: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMilliseconds;
  while (performance.now() < deadline) {
    const lock = await readLock(dataDir);
    if (lock?.pid === pid && lock.ready) return true;
    if (!(await processIdentity(pid))) return false;
    await delay(pollMilliseconds);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL is still recovering ${dataDir} after ${timeoutMilliseconds / 1000} s: wait a little and start again.`,
  );
}

/**
 * Stops a server: fast shutdown (sessions are ended, everything is written); past the limit an immediate one, which
 * loses nothing that was committed but makes the next start recover.
 */
export async function stopPostmaster(pid: number, fastMilliseconds = 30_000): Promise<void> {
  for (const [signal, limit] of [
    ['SIGINT', fastMilliseconds],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntilGone(pid, limit)) return;
  }
}

async function waitUntilGone(pid: number, limitMilliseconds: number): Promise<boolean> {
  const deadline = performance.now() + limitMilliseconds;
  while (performance.now() < deadline) {
    if (!(await processIdentity(pid))) return true;
    await delay(pollMilliseconds);
  }
  return false;
}

async function readLock(dataDir: string): Promise<Postmaster | undefined> {
  const lines = await readFile(lockFile(dataDir), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function lockFile(dataDir: string): string {
  return path.join(dataDir, 'postmaster.pid');
}
