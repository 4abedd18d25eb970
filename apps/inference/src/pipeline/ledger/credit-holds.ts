import type { Pool } from '@gridsky/db';

/**
 * Sets credit aside for a request before its work; false when the tenant hasn't that much. The conditional update is the
 * whole decision: however many requests race on however many processes, the balance can't pass zero.
 */
export async function holdCredit(
  pool: Pool,
  hold: { requestId: string; tenantId: string; amountNano: bigint; createdAt: Date },
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

/** Gives back what requests of killed processes still hold. Returns how many holds it released. */
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
  return Number(rows[0]?.released ?? 0);
}
