import type { Pool } from '@gridsky/db';
import { DatabaseLate, isDatabaseDown } from '../database-down.ts';
import { insertUsage } from './insert-usage.ts';
import type { UsageRow } from './usage-row.ts';

export type UsageWriter = {
  /**
   * Resolves once the row is committed, with the request that it turned out to repeat or null; rejects when it could not be,
   * within a few seconds at most (then the answer must not be a 200).
   */
  commit(row: UsageRow): Promise<string | null>;
  /** Takes a row that no answer waits for. While the database is away it is kept, and written when it is back. */
  record(row: UsageRow): void;
  /** Waits for all rows taken so far; what a database that is away does not take in one more try is reported and given up. */
  flush(): Promise<void>;
  /** Rows waiting or being written. */
  readonly pending: number;
};

export type UsageWriterOptions = {
  /** Told of rows that will never be written, for the log. */
  report?: (error: unknown, what: string) => void;
  /** How long `commit` may take. */
  commitMaxMs?: number;
  /** Wait before rows that were kept are tried again. */
  retryMs?: number;
};

type Waiting = {
  row: UsageRow;
  resolve: (repeatOf: string | null) => void;
  reject: (error: unknown) => void;
  kept: boolean;
};

/** Rows in one statement; also bounds how much one failed statement can take down. */
const BATCH_MAX = 1_000;
/** Rows that may wait while the database is slow; past it a request fails at once in place of filling the memory. */
const WAITING_MAX = 20_000;
/** Two statements in flight: one commits while the next is being sent. */
const STATEMENTS_MAX = 2;

/**
 * Group commit: whatever rows arrive while a statement is under way share the next one, so a thousand concurrent requests
 * cost a few commits, and a lone request waits for none but its own.
 */
export function createUsageWriter(pool: Pool, options: UsageWriterOptions = {}): UsageWriter {
  const { report = () => {}, commitMaxMs = 4_000, retryMs = 1_000 } = options;
  const waiting: Waiting[] = [];
  const kept: Waiting[] = [];
  const running = new Map<Promise<void>, number>();
  let retry: NodeJS.Timeout | null = null;
  let lastTry = false;
  /** Of the statement before. */
  let rowsBefore = 0;

  const writeBatch = async (batch: Waiting[]): Promise<void> => {
    try {
      const repeats = await insertUsage(
        pool,
        batch.map(({ row }) => row),
      );
      for (const { row, resolve } of batch) resolve(repeats.get(row.id) ?? null);
    } catch (error) {
      const [first, ...others] = batch;
      if (isDatabaseDown(error) || !first || others.length === 0) fail(batch, error);
      else {
        // One row that the database refuses must not take its neighbours down.
        const half = Math.ceil(batch.length / 2);
        await writeBatch(batch.slice(0, half));
        await writeBatch(batch.slice(half));
      }
    }
  };

  const fail = (batch: Waiting[], error: unknown) => {
    const keeps = isDatabaseDown(error) && !lastTry;
    for (const entry of batch) {
      if (entry.kept && keeps && kept.length < WAITING_MAX) kept.push(entry);
      else entry.reject(error);
    }
    if (kept.length === 0 || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      waiting.push(...kept.splice(0));
      pump();
    }, retryMs);
    retry.unref();
  };

  const pump = () => {
    while (running.size < STATEMENTS_MAX && waiting.length > 0) {
      const batch = waiting.splice(0, BATCH_MAX);
      rowsBefore = batch.length;
      const statement: Promise<void> = writeBatch(batch).finally(() => {
        running.delete(statement);
        pump();
      });
      running.set(statement, batch.length);
    }
  };

  const take = (entry: Waiting) => {
    waiting.push(entry);
    // Requests that finish together share a statement from the start: those of one turn of the loop, or, as long as rows come alone, those
    // whose promises go on together.
    if (running.size === 0 && rowsBefore <= 1) process.nextTick(pump);
    else setImmediate(pump);
  };

  return {
    commit(row) {
      if (waiting.length >= WAITING_MAX) return Promise.reject(new DatabaseLate('Too many usage rows wait.'));
      return new Promise((resolve, reject) => {
        const settle = (finish: () => void) => {
          clearTimeout(timer);
          finish();
        };
        const entry: Waiting = {
          row,
          kept: false,
          resolve: (repeatOf) => settle(() => resolve(repeatOf)),
          reject: (error) => settle(() => reject(error)),
        };
        // A row that still waits is withdrawn, so that it can't be written after its request was refused.
        const timer = setTimeout(() => {
          const index = waiting.indexOf(entry);
          if (index >= 0) waiting.splice(index, 1);
          reject(new DatabaseLate(`The usage row was not committed within ${commitMaxMs} ms.`));
        }, commitMaxMs);
        take(entry);
      });
    },
    record(row) {
      const reject = (error: unknown) => report(error, `usage row of ${row.id}`);
      if (waiting.length + kept.length >= WAITING_MAX) reject(new DatabaseLate('Too many usage rows wait.'));
      else take({ row, kept: true, resolve: () => {}, reject });
    },
    async flush() {
      lastTry = true;
      if (retry !== null) clearTimeout(retry);
      retry = null;
      waiting.push(...kept.splice(0));
      while (waiting.length > 0 || running.size > 0) {
        pump();
        await Promise.all(running.keys());
      }
      lastTry = false;
    },
    get pending() {
      return [...running.values()].reduce((sum, rows) => sum + rows, waiting.length + kept.length);
    },
  };
}
