import type { Pool } from '@gridsky/db';
import { insertUsage } from './insert-usage.ts';
import type { UsageRow } from './usage-row.ts';

export type UsageWriter = {
  /** Resolves once the row is committed; rejects when it could not be (then the answer must not be a 200). */
  commit(row: UsageRow): Promise<void>;
  /** Waits for all rows taken so far. */
  flush(): Promise<void>;
  readonly pending: number;
};

type Waiting = { row: UsageRow; resolve: () => void; reject: (error: unknown) => void };

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
export function createUsageWriter(pool: Pool): UsageWriter {
  const waiting: Waiting[] = [];
  const running = new Set<Promise<void>>();

  const writeBatch = async (batch: Waiting[]) => {
    try {
      await insertUsage(
        pool,
        batch.map(({ row }) => row),
      );
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const pump = () => {
    while (running.size < STATEMENTS_MAX && waiting.length > 0) {
      const statement: Promise<void> = writeBatch(waiting.splice(0, BATCH_MAX)).finally(() => {
        running.delete(statement);
        pump();
      });
      running.add(statement);
    }
  };

  return {
    commit(row) {
      if (waiting.length >= WAITING_MAX) return Promise.reject(new Error('usage rows wait for the database'));
      return new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        // One turn later, so that requests finishing in the same turn of the loop share a statement from the start.
        setImmediate(pump);
      });
    },
    async flush() {
      while (waiting.length > 0 || running.size > 0) {
        pump();
        await Promise.all(running);
      }
    },
    get pending() {
      return waiting.length + running.size;
    },
  };
}
