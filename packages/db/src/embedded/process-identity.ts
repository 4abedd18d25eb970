import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What tells one process from another that later gets the same number. */
export interface ProcessIdentity {
  /** When it started, in the system's own form: only to be compared for equality. */
  startedAt: string;
  /** Its command line, arguments joined by spaces. */
  command: string;
}

/** Identity of a running process; undefined when there is none (or only a zombie that nobody has reaped). */
export async function processIdentity(pid: number): Promise<ProcessIdentity | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

// Slim containers have no ps, so Linux is asked through /proc.
async function fromProc(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [stat, cmdline] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The second field is the name in brackets and may hold spaces: count the fields after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTicks = fields[19];
    if (state === 'Z' || state === 'X' || startTicks === undefined) return undefined;
    return { startedAt: startTicks, command: cmdline.split('\0').join(' ').trim() };
  } catch {
    return undefined;
  }
}

async function fromPs(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'state=,lstart=,command=', '-p', String(pid)]);
    // lstart is always five words: weekday, month, day, time, year.
    const [state, ...words] = stdout.trim().split(/\s+/);
    if (state === undefined || state.startsWith('Z')) return undefined;
    return { startedAt: words.slice(0, 5).join(' '), command: words.slice(5).join(' ') };
  } catch {
    return undefined;
  }
}
