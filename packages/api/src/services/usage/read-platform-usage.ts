import { type Database, Prisma } from '@gridsky/db';
import type { NanoDollars } from '../../domain/money.ts';
import { usageRows } from './usage-rows.ts';

export type PlatformUsageRow = {
  tenantId: string;
  tenantName: string;
  model: string;
  requests: number;
  errors: number;
  inputs: number;
  tokens: number;
  costNano: NanoDollars;
};

/** The operator's view: usage from `start` to before `end` by tenant and model, the most tokens first. */
export async function readPlatformUsage(
  database: Database,
  range: { start: Date; end: Date },
): Promise<PlatformUsageRow[]> {
  const rows = await database.system.$queryRaw<
    (Pick<PlatformUsageRow, 'tenantId' | 'tenantName' | 'model' | 'costNano'> &
      Record<'requests' | 'errors' | 'inputs' | 'tokens', bigint>)[]
  >`
    ${usageRows(range, Prisma.sql`true`)}
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
