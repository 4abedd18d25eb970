import type { Database } from '@gridsky/db';

/** What the ledger's sums say; all three lists empty is sound. */
export type LedgerCheck = {
  /** Closed hours whose sums differ from their events. */
  hours: { hour: Date; tenantId: string }[];
  /** Accounts whose grants, holds or the cost of whose requests differ from what they say. */
  accounts: { tenantId: string }[];
};

/**
 * Compares every closed hour that still has events with them, and every credit account with its grants, its holds and the cost of
 * its requests: the closed hours' and, after them, the single ones'.
 */
export async function checkLedger(database: Database): Promise<LedgerCheck> {
  const hours = await database.system.$queryRaw<LedgerCheck['hours']>`
    WITH edge AS (SELECT closed_until FROM usage_rollup), oldest AS (SELECT date_trunc('hour', min(created_at), 'UTC') AS at FROM usage_event),
    events AS (
      SELECT date_trunc('hour', created_at, 'UTC') AS hour, tenant_id, key_id, model, count(*) AS requests,
        count(*) FILTER (WHERE status >= 400) AS errors, sum(inputs) AS inputs, sum(tokens) AS tokens, sum(cost_nano) AS cost_nano, sum(list_nano) AS list_nano
      FROM usage_event, edge WHERE created_at < closed_until GROUP BY 1, 2, 3, 4
    ), sums AS (
      SELECT usage_hour.* FROM usage_hour, oldest WHERE hour >= oldest.at
    )
    SELECT DISTINCT hour, tenant_id AS "tenantId" FROM events e FULL JOIN sums s USING (hour, tenant_id, key_id, model)
    WHERE (e.requests, e.errors, e.inputs, e.tokens, e.cost_nano, e.list_nano)
      IS DISTINCT FROM (s.requests, s.errors, s.inputs, s.tokens, s.cost_nano, s.list_nano) ORDER BY 1, 2 LIMIT 100`;
  const accounts = await database.system.$queryRaw<LedgerCheck['accounts']>`
    WITH costs AS (
      SELECT tenant_id, sum(cost_nano) AS cost_nano FROM (
        SELECT tenant_id, cost_nano FROM usage_hour, usage_rollup WHERE hour < closed_until
        UNION ALL SELECT tenant_id, cost_nano FROM usage_event, usage_rollup WHERE created_at >= closed_until
      ) c GROUP BY 1
    )
    SELECT a.tenant_id AS "tenantId" FROM credit_account a
    WHERE a.granted_nano <> (SELECT coalesce(sum(amount_nano), 0) FROM credit_grant g WHERE g.tenant_id = a.tenant_id)
       OR a.held_nano <> (SELECT coalesce(sum(amount_nano), 0) FROM credit_hold h WHERE h.tenant_id = a.tenant_id)
       OR a.settled_nano + a.unpaid_nano <> coalesce((SELECT cost_nano FROM costs c WHERE c.tenant_id = a.tenant_id), 0) LIMIT 100`;
  return { hours, accounts };
}
