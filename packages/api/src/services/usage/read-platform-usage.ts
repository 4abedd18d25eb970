import type { Database } from '@gridsky/db';

export type PlatformUsageRow = {
  tenantId: string;
  tenantName: string;
  model: string;
  requests: number;
  errors: number;
  inputs: number;
  tokens: number;
  costNano: bigint;
};

/** The operator's view: usage from `start` to before `end` by tenant and model, the most tokens first. */
export async function readPlatformUsage(
  database: Database,
  { start, end }: { start: Date; end: Date },
): Promise<PlatformUsageRow[]> {
  const rows = await database.system.$queryRaw<
    (Pick<PlatformUsageRow, 'tenantId' | 'tenantName' | 'model' | 'costNano'> &
      Record<'requests' | 'errors' | 'inputs' | 'tokens', bigint>)[]
  >`
    WITH edge AS (SELECT closed_until FROM usage_rollup), rows AS (
      SELECT tenant_id, model, requests, errors, inputs, tokens, cost_nano FROM usage_hour, edge
      WHERE hour >= ${start} AND hour < ${end} AND hour < closed_until
      UNION ALL
      SELECT tenant_id, model, 1, (status >= 400)::int, inputs, tokens, cost_nano FROM usage_event, edge
      WHERE created_at >= greatest(${start}, closed_until) AND created_at < ${end}
    )
    SELECT t.id AS "tenantId", t.name AS "tenantName", r.model, sum(r.requests)::bigint AS requests,
      sum(r.errors)::bigint AS errors, sum(r.inputs)::bigint AS inputs, sum(r.tokens)::bigint AS tokens,
      sum(r.cost_nano)::bigint AS "costNano"
    FROM rows r JOIN tenant t ON t.id = r.tenant_id GROUP BY 1, 2, 3 ORDER BY tokens DESC, 1, 3`;
  return rows.map((row) => ({
    ...row,
    requests: Number(row.requests),
    errors: Number(row.errors),
    inputs: Number(row.inputs),
    tokens: Number(row.tokens),
  }));
}
