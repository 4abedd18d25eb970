import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { dirname, sep } from 'node:path';
import { isolatedUser } from './isolated-user.ts';
import { readableFolders } from './readable-folders.ts';

export type IsolatedOptions = {
  /** The program's file. */
  program: string;
  /** The model's folder: all that it may read beside the program and its packages. */
  folder: string;
  memoryBytesMax: number;
  /** Which of the places it has: each has a user of its own. */
  slot: number;
};

/** Below this a JavaScript heap does not start; parsing a large tokenizer.json takes some hundred. */
const HEAP_MIB = 1_024;
/** What the limit on data allows beyond what the watch on memory does: that is the one that tells why. */
const DATA_ROOM_KIB = 512 * 1_024;

/**
 * Starts a process that has nothing: no environment, no descriptor but the channel (number 3), no right to write, fork or load what is not
 * listed, no core dump (it would hold texts), low priority, and the first to go when the machine runs out of memory.
 */
export function spawnIsolated({ program, folder, memoryBytesMax, slot }: IsolatedOptions): ChildProcess {
  const node = [...permissionFlags([...readableFolders(program), folder]), `--max-old-space-size=${HEAP_MIB}`, program];
  const options = { cwd: dirname(program), stdio: ['ignore', 'ignore', 'ignore', 'pipe'] as const };
  if (process.platform === 'win32') {
    return spawn(process.execPath, node, { ...options, stdio: [...options.stdio], env: {}, windowsHide: true });
  }
  const limits = `ulimit -c 0; ulimit -f 0; ulimit -n 256; ulimit -d ${Math.ceil(memoryBytesMax / 1_024) + DATA_ROOM_KIB}`;
  const child = spawn('/bin/sh', ['-c', `${limits}; unset PWD; exec "$0" "$@"`, process.execPath, ...node], {
    ...options,
    stdio: [...options.stdio],
    env: {},
    ...isolatedUser([process.execPath, program, folder], slot),
  });
  if (child.pid !== undefined) yieldToOthers(child.pid);
  return child;
}

/** Node's permission model under the name and with the parts that this Node knows. */
function permissionFlags(folders: readonly string[]): string[] {
  const known = process.allowedNodeEnvironmentFlags;
  const flag = ['--permission', '--experimental-permission'].find((name) => known.has(name));
  if (!flag || !known.has('--allow-addons')) return [];
  // With the star right behind: Node 20 breaks on a folder and what is in it together.
  return [flag, '--allow-addons', ...outermost(folders).map((path) => `--allow-fs-read=${path}*`)];
}

/** Node 20 breaks on folders within folders, too. */
function outermost(folders: readonly string[]): string[] {
  return folders.filter((path) => !folders.some((other) => other !== path && path.startsWith(`${other}${sep}`)));
}

function yieldToOthers(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, which is told elsewhere.
  }
  if (process.platform === 'linux') writeFile(`/proc/${pid}/oom_score_adj`, '1000').catch(() => {});
}
