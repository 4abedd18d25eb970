import type { Pool } from '@gridsky/db';
import type { UsageRow } from './usage-row.ts';
import { usageStatement } from './usage-statements.ts';

/** Deadlock or serialization failure: the server undid everything, so the same statement may be sent again. */
const RETRYABLE = new Set(['40P01', '40001']);
/** The connection broke: whether the statement committed is unknown, but sending it again changes nothing twice. */
const CONNECTION_LOST = new Set(['57P01', '57P02', '57P03', '08006', '08003', 'ECONNRESET', 'EPIPE']);
/** A row is there: an earlier try committed it, or it comes twice. */
const DUPLICATE = '23505';
/** More than the pool has connections: after a server's restart each of them may be found broken once. */
const TRIES = 12;

/** Request ids of repeats, each with the request that was charged. */
export type Repeats = Map<string, string>;

/**
 * Commits usage rows, what becomes of their holds and what their budgets have come to in one statement, one transaction, and
 * tells which rows turned out to be repeats under an Idempotency-Key: those are written with no tokens and no cost. Safe to
 * repeat: a row whose id is there is skipped, and a hold that is gone was settled or released by the first try.
 */
export async function insertUsage(pool: Pool, rows: readonly UsageRow[]): Promise<Repeats> {
  let skips = false;
  for (let attempt = 1; ; attempt++) {
    try {
      const written = await pool.query<{ id: string; repeatOf: string }>(usageStatement(rows, skips));
      return new Map(written.rows.map(({ id, repeatOf }) => [id, repeatOf]));
    } catch (error) {
      const code = codeOf(error);
      if (attempt === TRIES || !(mayRetry(error, code) || (code === DUPLICATE && !skips))) throw error;
      skips ||= code === DUPLICATE;
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function mayRetry(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false;
  return (
    RETRYABLE.has(code) ||
    CONNECTION_LOST.has(code) ||
    /connection terminated(?! due to connection timeout)/i.test(error.message)
  );
}
