import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from '../../platform/settings.ts';
import { type Check, fail, ok, warn } from './check.ts';

const mebibyte = 1024 * 1024;
/** Below this npm start refuses; see prepareHome. */
const failBelow = 300 * mebibyte;
const warnBelow = 2048 * mebibyte;

/** Free space where the data is. */
export async function checkDisk({ GRIDSKY_HOME: home }: Settings): Promise<Check> {
  const { bavail, bsize } = await statfsUpwards(home);
  const free = bavail * bsize;
  const message = `${Math.floor(free / mebibyte).toLocaleString('en-US')} MiB free for ${home}`;
  const advice = 'free some space, or set GRIDSKY_HOME to another disk.';
  if (free < failBelow) return fail('disk', `${message}, too little for the database to write: ${advice}`);
  if (free < warnBelow) return warn('disk', `${message}, which usage and backups soon fill: ${advice}`);
  return ok('disk', message);
}

// Before the first start the home folder isn't there, but the disk it will lie on is.
async function statfsUpwards(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if (parent === folder) throw error;
    return statfsUpwards(parent);
  }
}
