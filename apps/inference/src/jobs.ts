import { closeUsageHours } from '@gridsky/api/services';
import type { Database, Pool } from '@gridsky/db';
import { releaseStaleHolds } from './pipeline/ledger/credit-holds.ts';

export type Jobs = { stop(): Promise<void> };

/** No request lives this long, so a hold this old belongs to a process that was killed. */
const STALE_HOLD_MS = 15 * 60_000;
const EVERY_MS = 60_000;

/**
 * The upkeep of the ledger, once a minute: close hours, release stale holds, make the next days' partitions. Every part may
 * run in several processes at once; a failure is reported and tried again at the next round.
 */
export function startJobs(
  database: Database,
  pool: Pool,
  now: () => Date,
  report: (error: unknown, job: string) => void,
): Jobs {
  const jobs: Record<string, () => Promise<unknown>> = {
    'close-hours': () => closeUsageHours(database, now()),
    'release-stale-holds': () => releaseStaleHolds(pool, new Date(now().getTime() - STALE_HOLD_MS)),
    'usage-partitions': () =>
      pool.query('SELECT ensure_usage_partitions($1::date, 8)', [now().toISOString().slice(0, 10)]),
  };
  let round: Promise<void> = Promise.resolve();
  const run = async () => {
    for (const [name, job] of Object.entries(jobs)) {
      try {
        await job();
      } catch (error) {
        report(error, name);
      }
    }
  };
  const timer = setInterval(() => {
    round = round.then(run);
  }, EVERY_MS);
  round = run();
  return {
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}
