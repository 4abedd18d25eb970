import { spawnSync } from 'node:child_process';
import { chown, lstat, opendir } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';

/** How to run a PostgreSQL program so that it doesn't see itself as root, which it refuses. */
export interface Launcher {
  command: (program: string, args: string[]) => [string, string[]];
  /** Identity for spawn; empty when the process keeps that of the caller. */
  identity: { uid?: number; gid?: number };
  /** Who must own the data folder; undefined: the caller, who makes it. */
  owner?: { uid: number; gid: number };
}

/** A program that prints its version. */
const trialMilliseconds = 30_000;

const nobody = { uid: 65534, gid: 65534 };

const asCaller: Launcher = { command: (program, args) => [program, args], identity: {} };

const asNobody: Launcher = { command: (program, args) => [program, args], identity: nobody, owner: nobody };

// A user namespace in which root's own id reads as nobody's: the process keeps root's access to root's files (a checkout
// under /root, mode 0700) and yet has no privilege, neither inside nor outside.
const asMappedRoot: Launcher = {
  command: (program, args) => [
    'unshare',
    ['--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--', program, ...args],
  ],
  identity: {},
  owner: { uid: 0, gid: 0 },
};

/**
 * Picks the way to run PostgreSQL by trying it, and says which version it is.
 * @param workDir an existing folder inside which the server must be able to stand
 * @throws EmbeddedPostgresError when no way works
 */
export function chooseLauncher(postgres: string, workDir: string): { launcher: Launcher; major: number } {
  const isRoot = process.getuid?.() === 0;
  let complaint = '';
  for (const launcher of isRoot ? [asNobody, asMappedRoot] : [asCaller]) {
    // The shell walks there with the new identity; spawn's own cwd would be entered while still root.
    const [command, args] = launcher.command('/bin/sh', [
      '-c',
      'cd "$1" && exec "$2" --version',
      'sh',
      workDir,
      postgres,
    ]);
    const tried = spawnSync(command, args, {
      ...launcher.identity,
      cwd: '/',
      env: {},
      encoding: 'utf8',
      timeout: trialMilliseconds,
    });
    const major = /\(PostgreSQL\) (\d+)/.exec(tried.stdout ?? '')?.[1];
    if (tried.status === 0 && major) return { launcher, major: Number(major) };
    complaint = (tried.error?.message ?? tried.stderr ?? '').trim();
  }
  if (isRoot) {
    throw new EmbeddedPostgresError(
      `PostgreSQL doesn't run as root, and the user nobody can't reach ${workDir} or ${path.dirname(postgres)}: start Gridsky as another user, move the checkout out of the private folder (for example to /srv), or set DATABASE_URL (${complaint}).`,
    );
  }
  throw new EmbeddedPostgresError(
    `The embedded PostgreSQL doesn't run on this system (${complaint}): set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

/** Gives a folder and all in it to the launcher's owner; touches nothing that has that owner already. */
export async function giveFolder(folder: string, owner: Launcher['owner']): Promise<void> {
  if (!owner || (await lstat(folder)).uid === owner.uid) return;
  for await (const entry of await opendir(folder)) {
    const entryPath = path.join(folder, entry.name);
    if (entry.isDirectory()) await giveFolder(entryPath, owner);
    else if (!entry.isSymbolicLink()) await chown(entryPath, owner.uid, owner.gid);
  }
  // The folder itself last: after an interruption the next call does the rest.
  await chown(folder, owner.uid, owner.gid);
}
