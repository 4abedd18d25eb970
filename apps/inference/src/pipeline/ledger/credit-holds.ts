import { type NanoDollars, nano } from '@gridsky/api/domain';
import type { Pool } from '@gridsky/db';

/**
 * Sets credit aside for a request before its work; false when the tenant hasn't that much. The conditional update is the
 * whole decision: however many requests race on however many processes, the balance can't pass zero.
 */
export async function holdCredit(
  pool: Pool,
  hold: { requestId: string; tenantId: string; amountNano: NanoDollars; createdAt: Date },
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'hold-credit',
    text: `
      WITH taken AS (
        UPDATE credit_account SET available_nano = available_nano - $3::bigint, held_nano = held_nano + $3::bigint
        WHERE tenant_id = $2::uuid AND available_nano >= $3::bigint RETURNING tenant_id
      )
      INSERT INTO credit_hold (id, tenant_id, amount_nano, created_at)
      SELECT $1::uuid, tenant_id, $3::bigint, $4::timestamptz FROM taken`,
    values: [hold.requestId, hold.tenantId, hold.amountNano.toString(), hold.createdAt],
  });
  return rowCount === 1;
}

/** What refused a request's spend, and how much of it is left. `limitNano` is a budget's hard threshold. */
export type SpendRefusal =
  | { by: 'credit'; leftNano: NanoDollars }
  | { by: 'tenant' | 'key'; leftNano: NanoDollars; limitNano: NanoDollars };

/** Two requests of many tenants may wait for each other in a ring; the server ends one of them, which asks again. */
const DEADLOCK = '40P01';

/**
 * Sets aside what a request costs of the credit and of every budget that bounds it, all or none; null when all had it. For
 * tenants with a hard budget alone: one round trip, as `holdCredit` is for the others.
 */
export async function holdSpend(
  pool: Pool,
  hold: {
    requestId: string;
    tenantId: string;
    keyId: string;
    listNano: NanoDollars;
    creditNano: NanoDollars;
    createdAt: Date;
  },
): Promise<SpendRefusal | null> {
  const { requestId, tenantId, keyId, listNano, creditNano, createdAt } = hold;
  for (let attempt = 1; ; attempt++) {
    try {
      const { rows } = await pool.query<{ by: 'credit' | 'tenant' | 'key'; left: string; limit: string | null }>({
        name: 'hold-spend',
        text: `SELECT refused_by AS by, left_nano AS left, limit_nano AS limit
          FROM hold_spend($1::uuid, $2::uuid, $3::uuid, $4::bigint, $5::bigint, $6::timestamptz)`,
        values: [requestId, tenantId, keyId, listNano.toString(), creditNano.toString(), createdAt],
      });
      const [refused] = rows;
      if (!refused) return null;
      const leftNano = BigInt(refused.left);
      if (refused.by === 'credit') return { by: 'credit', leftNano: nano(leftNano) };
      return { by: refused.by, leftNano: nano(leftNano), limitNano: nano(BigInt(refused.limit ?? 0)) };
    } catch (error) {
      if (attempt === 3 || !(error instanceof Error && 'code' in error && error.code === DEADLOCK)) throw error;
    }
  }
}

/** What is left of a tenant's credit. */
export async function readAvailable(pool: Pool, tenantId: string): Promise<bigint> {
  const { rows } = await pool.query<{ available: string }>(
    'SELECT available_nano AS available FROM credit_account WHERE tenant_id = $1',
    [tenantId],
  );
  return BigInt(rows[0]?.available ?? 0);
}

/** Gives back what requests of killed processes still hold, of credit and of budgets. Returns how many holds of credit it released. */
export async function releaseStaleHolds(pool: Pool, before: Date): Promise<number> {
  const { rows } = await pool.query<{ released: string }>(
    `WITH gone AS (
       DELETE FROM credit_hold WHERE created_at < $1 RETURNING tenant_id, amount_nano
     ), sums AS (
       SELECT tenant_id, sum(amount_nano) AS released FROM gone GROUP BY tenant_id
     ), locked AS MATERIALIZED (
       SELECT tenant_id FROM credit_account WHERE tenant_id IN (SELECT tenant_id FROM sums) ORDER BY tenant_id FOR UPDATE
     ), moved AS (
       UPDATE credit_account a SET held_nano = a.held_nano - s.released, available_nano = a.available_nano + s.released
       FROM sums s JOIN locked USING (tenant_id) WHERE a.tenant_id = s.tenant_id
     )
     SELECT count(*) AS released FROM gone`,
    [before],
  );
  await pool.query(
    `WITH gone AS (
       DELETE FROM budget_hold WHERE created_at < $1 RETURNING budget_id, month, amount_nano
     ), sums AS (
       SELECT budget_id, month, sum(amount_nano) AS released FROM gone GROUP BY 1, 2
     ), locked AS MATERIALIZED (
       SELECT budget_id, month FROM budget_month WHERE (budget_id, month) IN (SELECT budget_id, month FROM sums)
       ORDER BY budget_id, month FOR UPDATE
     )
     UPDATE budget_month m SET held_nano = greatest(m.held_nano - s.released, 0)
     FROM sums s JOIN locked USING (budget_id, month) WHERE m.budget_id = s.budget_id AND m.month = s.month`,
    [before],
  );
  return Number(rows[0]?.released ?? 0);
}
