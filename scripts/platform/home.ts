import { access, constants, mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

const freeBytesMin = 300 * 1024 * 1024;

/**
 * Makes the home folder and its folder of logs. Others may enter it, as the database runs as another user when started
 * as root; each secret in it has its own mode.
 * @throws StartError when it can't be written or the disk is full
 */
export async function prepareHome({ GRIDSKY_HOME: home }: Settings): Promise<{ logsDir: string }> {
  const logsDir = path.join(home, 'logs');
  try {
    await mkdir(logsDir, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw full(home, 0);
    throw new StartError(`The folder ${home} can't be written: give it to this user, or set GRIDSKY_HOME to another.`);
  }
  const { bavail, bsize } = await statfs(home);
  if (bavail * bsize < freeBytesMin) throw full(home, bavail * bsize);
  return { logsDir };
}

function full(home: string, freeBytes: number): StartError {
  const mebibytes = (bytes: number) => Math.floor(bytes / 1024 / 1024);
  return new StartError(
    `The disk that holds ${home} is full (${mebibytes(freeBytes)} MiB free, ${mebibytes(freeBytesMin)} needed): free some space, or set GRIDSKY_HOME to another disk.`,
  );
}
