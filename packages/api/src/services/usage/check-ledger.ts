import type { Database } from '@gridsky/db';

/** What the ledger's sums say; all three lists empty is sound. */
export type LedgerCheck = {
  /** Closed hours whose sums differ from their events. */
  hours: { hour: Date; tenantId: string }[];
  /** Accounts whose grants or holds differ from what they say. */
  accounts: { tenantId: string }[];
};

/** Compares every closed hour that still has events with them, and every credit account with its grants and holds. */
export async function checkLedger(database: Database): Promise<LedgerCheck> {
  const hours = await database.system.$queryRaw<LedgerCheck['hours']>`
    WITH edge AS (SELECT closed_until FROM usage_rollup), oldest AS (SELECT date_trunc('hour', min(created_at), 'UTC') AS at FROM usage_event),
    events AS (
      SELECT date_trunc('hour', created_at, 'UTC') AS hour, tenant_id, count(*) AS requests, sum(tokens) AS tokens, sum(cost_nano) AS cost
      FROM usage_event, edge WHERE created_at < closed_until GROUP BY 1, 2
    ), sums AS (
      SELECT hour, tenant_id, sum(requests) AS requests, sum(tokens) AS tokens, sum(cost_nano) AS cost
      FROM usage_hour, oldest WHERE hour >= oldest.at GROUP BY 1, 2
    )
    SELECT coalesce(e.hour, s.hour) AS hour, coalesce(e.tenant_id, s.tenant_id) AS "tenantId"
    FROM events e FULL JOIN sums s ON s.hour = e.hour AND s.tenant_id = e.tenant_id
    WHERE (e.requests, e.tokens, e.cost) IS DISTINCT FROM (s.requests, s.tokens, s.cost) LIMIT 100`;
  const accounts = await database.system.$queryRaw<LedgerCheck['accounts']>`
    SELECT a.tenant_id AS "tenantId" FROM credit_account a
    WHERE a.granted_nano <> (SELECT coalesce(sum(amount_nano), 0) FROM credit_grant g WHERE g.tenant_id = a.tenant_id)
       OR a.held_nano <> (SELECT coalesce(sum(amount_nano), 0) FROM credit_hold h WHERE h.tenant_id = a.tenant_id) LIMIT 100`;
  return { hours, accounts };
}
