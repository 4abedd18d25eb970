import {
  checkLedger,
  closeUsageHours,
  forgetLinks,
  recordRun,
  recountBudgets,
  removeDueTenants,
  takeTurn,
} from '@gridsky/api/services';
import type { Database, Pool } from '@gridsky/db';
import { releaseStaleHolds } from './pipeline/ledger/credit-holds.ts';
import { forgetIdempotencyRecords } from './pipeline/ledger/idempotency.ts';

export type Jobs = {
  /** Runs one now, behind what is running; a name that is none does nothing. */
  runNow(name: string): void;
  stop(): Promise<void>;
};

export type JobsOptions = {
  database: Database;
  pool: Pool;
  now: () => Date;
  report: (error: unknown, job: string) => void;
  /** Days for which single requests are kept; null: for ever. Their sums per hour always stay. */
  retentionDays: number | null;
  /** Removes files of uploaded models that nothing uses any more. */
  clearModelFiles: () => Promise<void>;
};

/** No request lives this long, so a hold this old belongs to a process that was killed. */
const STALE_HOLD_MS = 15 * 60_000;
const EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
/** Reads every event that is kept, so not every minute. */
const LEDGER_CHECK = { name: 'ledger-check', everySeconds: 86_400 };

/**
 * The upkeep of the ledger, once a minute (its check once a day): close hours, release stale holds, count budgets anew, forget
 * idempotency keys and expired links, make the next days' partitions and drop those that are past keeping. Every part may run in
 * several processes at once; a failure is reported and tried again at the next round. How each ended is kept for the operator.
 */
export function startJobs({ database, pool, now, report, retentionDays, clearModelFiles }: JobsOptions): Jobs {
  const jobs: Record<string, () => Promise<unknown>> = {
    'close-hours': () => closeUsageHours(database, now()),
    'release-stale-holds': () => releaseStaleHolds(pool, new Date(now().getTime() - STALE_HOLD_MS)),
    'recount-budgets': () => recountBudgets(database, now()),
    'due-tenants': () => removeDueTenants(database, now()),
    'idempotency-records': () => forgetIdempotencyRecords(pool, now()),
    'expired-links': () => forgetLinks(database, now()),
    'model-files': clearModelFiles,
    'usage-partitions': () => pool.query('SELECT ensure_usage_partitions($1::date, 8)', [dayOf(now())]),
    'usage-retention': async () => {
      if (retentionDays === null) return;
      const before = dayOf(new Date(now().getTime() - retentionDays * DAY_MS));
      await pool.query('SELECT drop_usage_partitions($1::date)', [before]);
    },
  };
  let round: Promise<void> = Promise.resolve();
  const runOne = (name: string, everySeconds: number, job: () => Promise<unknown>) =>
    recordRun(database, { name, everySeconds, now }, job).catch((error) => report(error, name));
  const runMinutely = (name: string, job: () => Promise<unknown>) =>
    runOne(name, EVERY_MS / 1_000, async () => {
      // What it returns is a figure for its own tests.
      await job();
    });
  const lookAtLedger = () =>
    runOne(LEDGER_CHECK.name, LEDGER_CHECK.everySeconds, async () => {
      const { hours, accounts } = await checkLedger(database);
      return { hours: hours.length, accounts: accounts.length };
    });
  const run = async () => {
    for (const [name, job] of Object.entries(jobs)) await runMinutely(name, job);
    // One process a day: the others find that its turn is taken.
    const due = await takeTurn(database, { ...LEDGER_CHECK, now }).catch(() => false);
    if (due) await lookAtLedger();
  };
  const timer = setInterval(() => {
    round = round.then(run);
  }, EVERY_MS);
  round = run();
  return {
    runNow(name) {
      const job = jobs[name];
      if (job) round = round.then(() => runMinutely(name, job));
      else if (name === LEDGER_CHECK.name) round = round.then(lookAtLedger);
    },
    async stop() {
      clearInterval(timer);
      await round;
    },
  };
}

/** The UTC day as YYYY-MM-DD. */
function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
