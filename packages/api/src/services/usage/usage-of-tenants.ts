import { type Database, Prisma } from '@gridsky/db';
import { usageRows } from './usage-rows.ts';

/** Requests and tokens of some tenants; one that used nothing is missing. */
export async function usageOfTenants(
  database: Database,
  tenantIds: readonly string[],
  range: { start: Date; end: Date },
): Promise<Map<string, { requests: number; tokens: number }>> {
  if (tenantIds.length === 0) return new Map();
  const ids = Prisma.join(tenantIds.map((id) => Prisma.sql`${id}::uuid`));
  const sums = await database.system.$queryRaw<{ id: string; requests: bigint; tokens: bigint }[]>`
    ${usageRows(range, Prisma.sql`tenant_id IN (${ids})`)}
    SELECT tenant_id::text AS id, sum(requests)::bigint AS requests, sum(tokens)::bigint AS tokens FROM rows GROUP BY 1`;
  return new Map(sums.map(({ id, requests, tokens }) => [id, { requests: Number(requests), tokens: Number(tokens) }]));
}
