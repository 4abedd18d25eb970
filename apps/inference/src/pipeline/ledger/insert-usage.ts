import type { Pool } from '@gridsky/db';
import { IDEMPOTENCY_HOURS } from './idempotency.ts';
import type { UsageRow } from './usage-row.ts';

/** Deadlock or serialization failure: the server undid everything, so the same statement may be sent again. */
const RETRYABLE = new Set(['40P01', '40001']);
/** The connection broke: whether the statement committed is unknown, but sending it again changes nothing twice. */
const CONNECTION_LOST = new Set(['57P01', '57P02', '57P03', '08006', '08003', 'ECONNRESET', 'EPIPE']);
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
  for (let attempt = 1; ; attempt++) {
    try {
      const written = await pool.query<{ id: string; repeatOf: string | null }>(statement(rows));
      return new Map(written.rows.flatMap(({ id, repeatOf }) => (repeatOf === null ? [] : [[id, repeatOf]])));
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

const EXPIRED = `r.created_at <= excluded.created_at - interval '${IDEMPOTENCY_HOURS} hours'`;

/** A usage row's columns, their types and where they come from. */
const FIELDS: readonly [column: string, type: string, of: (row: UsageRow) => unknown][] = [
  ['id', 'uuid', (row) => row.id],
  ['created_at', 'timestamptz', (row) => row.createdAt],
  ['tenant_id', 'uuid', (row) => row.tenantId],
  ['key_id', 'uuid', (row) => row.keyId],
  ['user_id', 'uuid', (row) => row.userId],
  ['model', 'text', (row) => row.model],
  ['asked_model', 'text', (row) => row.askedModel],
  ['dialect', 'text', (row) => row.dialect],
  ['status', 'smallint', (row) => row.status],
  ['error_code', 'text', (row) => row.errorCode],
  ['inputs', 'int', (row) => row.inputs],
  ['tokens', 'int', (row) => row.tokens],
  ['provider_tokens', 'int', (row) => row.providerTokens],
  ['dimensions', 'int', (row) => row.dimensions],
  ['cost_nano', 'bigint', (row) => row.costNano.toString()],
  ['list_nano', 'bigint', (row) => row.listNano.toString()],
  ['queue_ms', 'real', (row) => row.queueMs],
  ['infer_ms', 'real', (row) => row.inferMs],
  ['total_ms', 'real', (row) => row.totalMs],
];
const COLUMNS = FIELDS.map(([column]) => column).join(', ');
const ROWS = `unnest(${FIELDS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')}) AS t (${COLUMNS})`;
const LONE_ROW = `VALUES (${FIELDS.map(([, type], index) => `$${index + 1}::${type}`).join(', ')})`;
/** Of what was asked for a second time under an Idempotency-Key nothing is counted. */
const UNLESS_REPEATED = FIELDS.map(([column]) =>
  ['tokens', 'cost_nano', 'list_nano'].includes(column)
    ? `CASE WHEN repeat_of IS NULL THEN ${column} ELSE 0 END`
    : column,
).join(', ');
/** The number of a parameter after those of the rows. */
const after = (place: number) => `$${FIELDS.length + place}`;

// Rows with nothing held and no key of idempotency, as flat plans have them, need none of most steps of the whole story below: an
// executor of twenty steps costs a lone row as much again as writing it. The same is true of unpacking arrays of one, and of looking for
// budgets that a row with no price can't touch.
const plainSql = (source: string) => `
WITH inserted AS (
  INSERT INTO usage_event (${COLUMNS}) ${source}
  ON CONFLICT (id) DO NOTHING RETURNING id, created_at, tenant_id, key_id, list_nano
), budgeted AS (
  INSERT INTO budget_month AS m (budget_id, tenant_id, month, spent_nano)
  SELECT b.id, b.tenant_id, date_trunc('month', i.created_at AT TIME ZONE 'UTC')::date, sum(i.list_nano)
  FROM inserted i JOIN budget b ON b.tenant_id = i.tenant_id AND (b.key_id IS NULL OR b.key_id = i.key_id)
  WHERE i.list_nano > 0 GROUP BY 1, 2, 3 ORDER BY 1, 3
  ON CONFLICT (budget_id, month) DO UPDATE SET spent_nano = m.spent_nano + excluded.spent_nano
)
SELECT id, NULL::uuid AS "repeatOf" FROM inserted`;
const PLAIN_SQL = plainSql(`SELECT ${COLUMNS} FROM ${ROWS}`);
const LONE_SQL = plainSql(LONE_ROW);
const FREE_SQL = `INSERT INTO usage_event (${COLUMNS}) ${LONE_ROW} ON CONFLICT (id) DO NOTHING`;

// Accounts are locked in the order of their id: two processes that settle the same tenants can't wait for each other in a
// ring. The record of an idempotency key is claimed by an upsert, which waits for a claim under way elsewhere and then sees
// it; whoever finds another request's claim is a repeat, and gives its hold back.
// Of a hold the row's cost is settled and the rest given back: a provider may have counted fewer tokens than were held.
// A request whose hold was given back as stale before it settled pays from what is available, as far as that goes; the rest
// is written down as unpaid. Budgets count every row of their tenant or key here, in the same statement: whoever has none
// pays for a look into an index and for no round trip. What is freed of a budget was held in its month's row, so the row
// is there: the held part of the inserted values is never what a new row begins with.
const WHOLE_SQL = `
WITH keyed AS (
  SELECT * FROM unnest(${after(4)}::uuid[], ${after(5)}::uuid[], ${after(6)}::bytea[], ${after(7)}::bytea[], ${after(8)}::timestamptz[])
    AS t (id, tenant_id, key_hash, request_hash, created_at)
), claimed AS (
  INSERT INTO idempotency_record AS r (tenant_id, key_hash, request_hash, request_id, created_at)
  SELECT DISTINCT ON (tenant_id, key_hash) tenant_id, key_hash, request_hash, id, created_at FROM keyed
  ORDER BY tenant_id, key_hash, id
  ON CONFLICT (tenant_id, key_hash) DO UPDATE SET
    request_hash = CASE WHEN ${EXPIRED} THEN excluded.request_hash ELSE r.request_hash END,
    request_id = CASE WHEN ${EXPIRED} THEN excluded.request_id ELSE r.request_id END,
    created_at = CASE WHEN ${EXPIRED} THEN excluded.created_at ELSE r.created_at END
  RETURNING tenant_id, key_hash, request_hash, request_id
), repeats AS (
  SELECT k.id, c.request_id AS repeat_of FROM keyed k JOIN claimed c USING (tenant_id, key_hash, request_hash)
  WHERE c.request_id <> k.id
), inserted AS (
  INSERT INTO usage_event (${COLUMNS}, repeat_of)
  SELECT ${UNLESS_REPEATED}, repeat_of FROM ${ROWS} LEFT JOIN repeats USING (id)
  ON CONFLICT (id) DO NOTHING RETURNING id, created_at, tenant_id, key_id, cost_nano, list_nano, repeat_of
), ended AS (
  SELECT t.id, CASE WHEN r.id IS NULL AND t.how = 'settle' THEN t.cost_nano ELSE 0 END AS cost_nano,
    CASE WHEN r.id IS NULL THEN t.how ELSE 'release' END AS how
  FROM unnest(${after(1)}::uuid[], ${after(2)}::text[], ${after(3)}::bigint[]) AS t (id, how, cost_nano) LEFT JOIN repeats r USING (id)
), gone AS (
  DELETE FROM credit_hold h USING ended e WHERE h.id = e.id
  RETURNING h.id, h.tenant_id, least(h.amount_nano, e.cost_nano) AS settled, h.amount_nano - least(h.amount_nano, e.cost_nano) AS released
), late AS (
  SELECT i.tenant_id, i.cost_nano FROM inserted i JOIN ended e USING (id)
  WHERE e.how = 'settle' AND i.cost_nano > 0 AND NOT EXISTS (SELECT 1 FROM gone g WHERE g.id = i.id)
), sums AS (
  SELECT tenant_id, sum(settled) AS settled, sum(released) AS released, sum(owed) AS owed
  FROM (SELECT tenant_id, settled, released, 0 AS owed FROM gone UNION ALL SELECT tenant_id, 0, 0, cost_nano FROM late) t
  GROUP BY tenant_id
), locked AS MATERIALIZED (
  SELECT tenant_id FROM credit_account WHERE tenant_id IN (SELECT tenant_id FROM sums) ORDER BY tenant_id FOR UPDATE
), moved AS (
  UPDATE credit_account a SET held_nano = a.held_nano - s.settled - s.released,
    settled_nano = a.settled_nano + s.settled + least(s.owed, a.available_nano + s.released),
    available_nano = a.available_nano + s.released - least(s.owed, a.available_nano + s.released),
    unpaid_nano = a.unpaid_nano + s.owed - least(s.owed, a.available_nano + s.released)
  FROM sums s JOIN locked USING (tenant_id) WHERE a.tenant_id = s.tenant_id RETURNING a.tenant_id
), freed AS (
  DELETE FROM budget_hold h USING ended e WHERE h.request_id = e.id
  RETURNING h.budget_id, h.tenant_id, h.month, h.amount_nano
), spends AS (
  SELECT budget_id, tenant_id, month, sum(freed) AS freed, sum(spent) AS spent FROM (
    SELECT budget_id, tenant_id, month, amount_nano AS freed, 0 AS spent FROM freed
    UNION ALL
    SELECT b.id, b.tenant_id, date_trunc('month', i.created_at AT TIME ZONE 'UTC')::date, 0, i.list_nano
    FROM inserted i JOIN budget b ON b.tenant_id = i.tenant_id AND (b.key_id IS NULL OR b.key_id = i.key_id)
    WHERE i.list_nano > 0
  ) t GROUP BY 1, 2, 3
), budgeted AS (
  INSERT INTO budget_month AS m (budget_id, tenant_id, month, spent_nano, held_nano)
  SELECT budget_id, tenant_id, month, spent, freed FROM spends, (SELECT count(*) FROM moved) after_credit
  ORDER BY budget_id, month
  ON CONFLICT (budget_id, month) DO UPDATE SET spent_nano = m.spent_nano + excluded.spent_nano,
    held_nano = greatest(m.held_nano - excluded.held_nano, 0)
)
SELECT id, repeat_of AS "repeatOf" FROM inserted`;

/** The shortest statement that does for all of the rows. */
function statement(rows: readonly UsageRow[]): { name: string; text: string; values: unknown[] } {
  const ended = rows.filter((row) => row.hold !== 'none');
  const keyed = rows.flatMap((row) => (row.idempotency === null ? [] : [{ ...row, ...row.idempotency }]));
  const isPlain = ended.length + keyed.length === 0;
  const [lone] = rows;
  if (isPlain && lone && rows.length === 1) {
    const values = FIELDS.map(([, , of]) => of(lone));
    return lone.listNano > 0n
      ? { name: 'insert-lone-usage', text: LONE_SQL, values }
      : { name: 'insert-free-usage', text: FREE_SQL, values };
  }
  const values: unknown[] = FIELDS.map(([, , of]) => rows.map(of));
  if (isPlain) return { name: 'insert-plain-usage', text: PLAIN_SQL, values };
  values.push(
    ended.map((row) => row.id),
    ended.map((row) => row.hold),
    ended.map((row) => row.costNano.toString()),
    keyed.map((row) => row.id),
    keyed.map((row) => row.tenantId),
    keyed.map((row) => row.keyHash),
    keyed.map((row) => row.requestHash),
    keyed.map((row) => row.createdAt),
  );
  return { name: 'insert-usage', text: WHOLE_SQL, values };
}
