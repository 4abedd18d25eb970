import type { Pool } from '@gridsky/db';
import type { UsageRow } from './usage-row.ts';

/** Deadlock or serialization failure: the server undid everything, so the same statement may be sent again. */
const RETRYABLE = new Set(['40P01', '40001']);
/** The connection broke: whether the statement committed is unknown, but sending it again changes nothing twice. */
const CONNECTION_LOST = new Set(['57P01', '57P02', '57P03', '08006', '08003', 'ECONNRESET', 'EPIPE']);
/** More than the pool has connections: after a server's restart each of them may be found broken once. */
const TRIES = 12;

/**
 * Commits usage rows and what becomes of their credit holds in one statement, one transaction. Safe to repeat: a row
 * whose id is there is skipped, and a hold that is gone was settled or released by the first try.
 */
export async function insertUsage(pool: Pool, rows: readonly UsageRow[]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await pool.query({ name: 'insert-usage', text: SQL, values: columns(rows) });
      return;
    } catch (error) {
      if (attempt === TRIES || !mayRetry(error)) throw error;
    }
  }
}

function mayRetry(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    RETRYABLE.has(code) ||
    CONNECTION_LOST.has(code) ||
    /connection terminated(?! due to connection timeout)/i.test(error.message)
  );
}

// Accounts are locked in the order of their id: two processes that settle the same tenants can't wait for each other in a ring.
const SQL = `
WITH ended AS (
  SELECT id, how FROM unnest($17::uuid[], $18::text[]) AS t (id, how)
), gone AS (
  DELETE FROM credit_hold h USING ended e WHERE h.id = e.id RETURNING h.tenant_id, h.amount_nano, e.how
), sums AS (
  SELECT tenant_id, coalesce(sum(amount_nano) FILTER (WHERE how = 'settle'), 0) AS settled,
    coalesce(sum(amount_nano) FILTER (WHERE how = 'release'), 0) AS released
  FROM gone GROUP BY tenant_id
), locked AS MATERIALIZED (
  SELECT tenant_id FROM credit_account WHERE tenant_id IN (SELECT tenant_id FROM sums) ORDER BY tenant_id FOR UPDATE
), moved AS (
  UPDATE credit_account a SET held_nano = a.held_nano - s.settled - s.released, settled_nano = a.settled_nano + s.settled,
    available_nano = a.available_nano + s.released
  FROM sums s JOIN locked USING (tenant_id) WHERE a.tenant_id = s.tenant_id
)
INSERT INTO usage_event (id, created_at, tenant_id, key_id, user_id, model, dialect, status, error_code, inputs, tokens,
  dimensions, cost_nano, queue_ms, infer_ms, total_ms)
SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::smallint[],
  $9::text[], $10::int[], $11::int[], $12::int[], $13::bigint[], $14::real[], $15::real[], $16::real[])
ON CONFLICT (id) DO NOTHING`;

function columns(rows: readonly UsageRow[]): unknown[] {
  const ended = rows.filter((row) => row.hold !== 'none');
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.createdAt),
    rows.map((row) => row.tenantId),
    rows.map((row) => row.keyId),
    rows.map((row) => row.userId),
    rows.map((row) => row.model),
    rows.map((row) => row.dialect),
    rows.map((row) => row.status),
    rows.map((row) => row.errorCode),
    rows.map((row) => row.inputs),
    rows.map((row) => row.tokens),
    rows.map((row) => row.dimensions),
    rows.map((row) => row.costNano.toString()),
    rows.map((row) => row.queueMs),
    rows.map((row) => row.inferMs),
    rows.map((row) => row.totalMs),
    ended.map((row) => row.id),
    ended.map((row) => row.hold),
  ];
}
