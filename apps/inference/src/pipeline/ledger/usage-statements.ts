import { IDEMPOTENCY_HOURS } from './idempotency.ts';
import type { UsageRow } from './usage-row.ts';

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
const ARRAYS = `unnest(${FIELDS.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ')}) AS t (${COLUMNS})`;
/** Up to so many rows go as values: arrays take longer to unpack. */
const VALUES_MAX = 4;
const VALUES = Array.from({ length: VALUES_MAX + 1 }, (_, rows) => `VALUES ${listed(rows, valuesOf)}`);

function listed(count: number, of: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => of(index)).join(', ');
}

function valuesOf(row: number): string {
  return `(${FIELDS.map(([, type], index) => `$${row * FIELDS.length + index + 1}::${type}`).join(', ')})`;
}

/** Of what was asked for a second time under an Idempotency-Key nothing is counted. */
const UNLESS_REPEATED = FIELDS.map(([column]) =>
  ['tokens', 'cost_nano', 'list_nano'].includes(column)
    ? `CASE WHEN repeat_of IS NULL THEN ${column} ELSE 0 END`
    : column,
).join(', ');
/** The number of a parameter after those of the rows. */
const after = (place: number) => `$${FIELDS.length + place}`;

/** Looking whether each row is there, before it is written, costs as much again as a row; what wasn't tried before is not there. */
const SKIPPING = 'ON CONFLICT (id) DO NOTHING';

// Rows with nothing held and no key of idempotency, as flat plans have them, need none of most steps of the whole story below: an
// executor of twenty steps costs a lone row as much again as writing it. The same is true of looking for budgets that rows with no price
// can't touch.
const freeSql = (source: string, skipping: string) => `INSERT INTO usage_event (${COLUMNS}) ${source} ${skipping}`;
const pricedSql = (source: string, skipping: string) => `
WITH inserted AS (
  ${freeSql(source, skipping)} RETURNING id, created_at, tenant_id, key_id, list_nano
)
INSERT INTO budget_month AS m (budget_id, tenant_id, month, spent_nano)
SELECT b.id, b.tenant_id, date_trunc('month', i.created_at AT TIME ZONE 'UTC')::date, sum(i.list_nano)
FROM inserted i JOIN budget b ON b.tenant_id = i.tenant_id AND (b.key_id IS NULL OR b.key_id = i.key_id)
WHERE i.list_nano > 0 GROUP BY 1, 2, 3 ORDER BY 1, 3
ON CONFLICT (budget_id, month) DO UPDATE SET spent_nano = m.spent_nano + excluded.spent_nano`;

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
  SELECT ${UNLESS_REPEATED}, repeat_of FROM ${ARRAYS} LEFT JOIN repeats USING (id)
  ${SKIPPING} RETURNING id, created_at, tenant_id, key_id, cost_nano, list_nano, repeat_of
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
SELECT id, repeat_of AS "repeatOf" FROM inserted WHERE repeat_of IS NOT NULL`;

type Statement = { name: string; text: string; values: unknown[] };

/**
 * The shortest statement that does for all of the rows, in one transaction. `skips`: some of them may be there already, and are left as they
 * are; otherwise such a row is a unique violation. Selects those that turned out to be repeats under an Idempotency-Key: id, "repeatOf".
 */
export function usageStatement(rows: readonly UsageRow[], skips: boolean): Statement {
  const isPlain = rows.every((row) => row.hold === 'none' && row.idempotency === null);
  return isPlain ? plainStatement(rows, skips) : wholeStatement(rows);
}

function plainStatement(rows: readonly UsageRow[], skips: boolean): Statement {
  const [kind, sql] = rows.some((row) => row.listNano > 0n) ? ['priced', pricedSql] : ['free', freeSql];
  const isFew = rows.length <= VALUES_MAX;
  const source = (isFew && VALUES[rows.length]) || `SELECT ${COLUMNS} FROM ${ARRAYS}`;
  return {
    name: `insert-${kind}-usage-${isFew ? rows.length : 'many'}${skips ? '-skipping' : ''}`,
    text: sql(source, skips ? SKIPPING : ''),
    values: isFew ? rows.flatMap((row) => FIELDS.map(([, , of]) => of(row))) : arraysOf(rows),
  };
}

function arraysOf(rows: readonly UsageRow[]): unknown[] {
  return FIELDS.map(([, , of]) => rows.map(of));
}

function wholeStatement(rows: readonly UsageRow[]): Statement {
  const ended = rows.filter((row) => row.hold !== 'none');
  const keyed = rows.flatMap((row) => (row.idempotency === null ? [] : [{ ...row, ...row.idempotency }]));
  const values = arraysOf(rows);
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
