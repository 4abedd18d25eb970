import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { processIdentity } from '@gridsky/db/embedded';
import { z } from 'zod';

/** A process and its start time, which tells it from a later one with the same number. */
const processSchema = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

const runtimeSchema = z.object({
  supervisor: processSchema,
  state: z.enum(['starting', 'ready', 'stopping']),
  webUrl: z.string(),
  apiUrl: z.string(),
  /** Where the database is; passwords are in secrets.json or DATABASE_URL. */
  database: z.object({ embedded: z.boolean(), host: z.string(), port: z.number(), name: z.string() }).optional(),
  children: z.record(z.string(), processSchema.extend({ port: z.number() })),
});

/** What runs now, as `runtime.json` in the home folder tells other programs. No secret is in it. */
export type Runtime = z.output<typeof runtimeSchema>;

export type RunningProcess = z.output<typeof processSchema>;

/** The runtime of a platform that is alive on this home; undefined when there is none or it was killed. */
export async function findRunning(home: string): Promise<Runtime | undefined> {
  const runtime = await readRuntime(home);
  return runtime && (await isAlive(runtime.supervisor)) ? runtime : undefined;
}

/** Ends what a killed supervisor has left running, and removes its file. Returns the names of what was ended. */
export async function endOrphans(home: string): Promise<string[]> {
  const runtime = await readRuntime(home);
  const orphans: [string, RunningProcess][] = [];
  for (const [name, child] of Object.entries(runtime?.children ?? {})) {
    if (await isAlive(child)) orphans.push([name, child]);
  }
  await Promise.all(orphans.map(([, child]) => endProcess(child)));
  await removeRuntime(home);
  return orphans.map(([name]) => name);
}

/** The caller's own process, as the file names it. */
export async function thisProcess(): Promise<RunningProcess> {
  return describeProcess(process.pid);
}

export async function describeProcess(pid: number): Promise<RunningProcess> {
  return { pid, startedAt: (await processIdentity(pid))?.startedAt ?? '' };
}

export async function writeRuntime(home: string, runtime: Runtime): Promise<void> {
  const scratch = `${runtimeFile(home)}.${process.pid}.new`;
  await writeFile(scratch, `${JSON.stringify(runtime, null, 2)}\n`);
  await rename(scratch, runtimeFile(home));
}

export async function removeRuntime(home: string): Promise<void> {
  await rm(runtimeFile(home), { force: true });
}

async function readRuntime(home: string): Promise<Runtime | undefined> {
  try {
    return runtimeSchema.parse(JSON.parse(await readFile(runtimeFile(home), 'utf8')));
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, startedAt }: RunningProcess): Promise<boolean> {
  return (await processIdentity(pid))?.startedAt === startedAt;
}

async function endProcess(child: RunningProcess): Promise<void> {
  for (const [signal, limitMilliseconds] of [
    ['SIGTERM', 10_000],
    ['SIGKILL', 2_000],
  ] as const) {
    const deadline = performance.now() + limitMilliseconds;
    try {
      process.kill(child.pid, signal);
    } catch {
      return;
    }
    while (performance.now() < deadline) {
      if (!(await isAlive(child))) return;
      await delay(20);
    }
  }
}

function runtimeFile(home: string): string {
  return path.join(home, 'runtime.json');
}
