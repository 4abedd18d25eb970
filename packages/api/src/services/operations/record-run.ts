import type { Database, Prisma } from '@gridsky/db';

export type Run = { name: string; everySeconds: number; now: () => Date };

/**
 * Runs a piece of upkeep and notes when, how long and how it ended. What the work returns, if an object, is kept as its finding.
 * A failure of the work is thrown on; one of the noting is not, for the work itself was done.
 */
export async function recordRun(database: Database, run: Run, work: () => Promise<unknown>): Promise<void> {
  const startedAt = run.now();
  try {
    const found = await work();
    await note(database, run, startedAt, { found });
  } catch (error) {
    await note(database, run, startedAt, { error: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

type Outcome = { found: unknown } | { error: string };

async function note({ system }: Database, run: Run, startedAt: Date, outcome: Outcome): Promise<void> {
  const { name, everySeconds } = run;
  const endedAt = run.now();
  const common = { everySeconds, lastStartedAt: startedAt, tookMs: endedAt.getTime() - startedAt.getTime() };
  const update =
    'error' in outcome
      ? { ...common, lastFailedAt: endedAt, lastError: outcome.error.slice(0, 500), failures: { increment: 1 } }
      : { ...common, lastSucceededAt: endedAt, failures: 0, ...finding(outcome.found) };
  const create = 'error' in outcome ? { ...update, failures: 1 } : { ...update, failures: 0 };
  await system.jobState.upsert({ where: { name }, create: { name, ...create }, update }).catch(() => {});
}

function finding(found: unknown): { result?: Prisma.InputJsonObject } {
  const isRecord = typeof found === 'object' && found !== null && !(found instanceof Date) && !Array.isArray(found);
  return isRecord ? { result: found as Prisma.InputJsonObject } : {};
}

/**
 * Takes the turn of a rare job: true for one process when `everySeconds` have passed since any began it, false for the others.
 */
export async function takeTurn({ system }: Database, { name, everySeconds, now }: Run): Promise<boolean> {
  const at = now();
  const due = new Date(at.getTime() - everySeconds * 1_000);
  const taken = await system.$executeRaw`
    INSERT INTO job_state (name, every_seconds, last_started_at) VALUES (${name}, ${everySeconds}, ${at})
    ON CONFLICT (name) DO UPDATE SET last_started_at = EXCLUDED.last_started_at, every_seconds = EXCLUDED.every_seconds
    WHERE job_state.last_started_at <= ${due}`;
  return taken > 0;
}
