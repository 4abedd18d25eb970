import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import type { NanoDollars } from '../../domain/money.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { usageRows } from './usage-rows.ts';
import { requireRange } from './usage-span.ts';

export const usageInput = z.object({
  start: z.date(),
  end: z.date(),
  /** Width of a bucket, in UTC. */
  period: z.enum(['hour', 'day']),
  groupBy: z.enum(['model', 'key', 'user']),
});

export type UsageRow = {
  /** Start of the bucket. */
  bucket: Date;
  /** Model id, key id, or the id of the user who made the key (empty: keys made by the operator). */
  group: string;
  requests: number;
  errors: number;
  inputs: number;
  tokens: number;
  costNano: NanoDollars;
};

/**
 * Usage by bucket and group, exact to the last committed request and to the millisecond at both ends.
 * Test keys count too: their requests are real, only their cost is nought. Errors: `invalid` for a range of more than 400 days,
 * by hour more than 31.
 */
export async function readUsage(context: TenantContext, input: z.output<typeof usageInput>): Promise<UsageRow[]> {
  requirePermission(context, 'usage:read');
  requireRange(input);
  const group = GROUPS[input.groupBy];
  // The tenant is named here too: the row policies are the second wall, not the only one.
  const tenant = Prisma.sql`tenant_id = ${context.tenantId}::uuid`;
  const rows = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<
      (Omit<UsageRow, 'requests' | 'errors' | 'inputs' | 'tokens'> &
        Record<'requests' | 'errors' | 'inputs' | 'tokens', bigint>)[]
    >`
      ${usageRows(input, tenant)}
      SELECT date_trunc(${input.period}, at, 'UTC') AS bucket, ${group} AS "group", sum(requests)::bigint AS requests,
        sum(errors)::bigint AS errors, sum(inputs)::bigint AS inputs, sum(tokens)::bigint AS tokens, sum(cost_nano)::bigint AS "costNano"
      FROM rows ${input.groupBy === 'user' ? withMaker(context) : Prisma.empty} GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows.map((row) => ({
    ...row,
    requests: Number(row.requests),
    errors: Number(row.errors),
    inputs: Number(row.inputs),
    tokens: Number(row.tokens),
  }));
}

const GROUPS = {
  model: Prisma.sql`model`,
  key: Prisma.sql`key_id::text`,
  user: Prisma.sql`coalesce(maker::text, '')`,
};

/** Usage belongs to whoever made its key. */
function withMaker({ tenantId }: TenantContext): Prisma.Sql {
  return Prisma.sql`LEFT JOIN (SELECT id, created_by_user_id AS maker FROM api_key WHERE tenant_id = ${tenantId}::uuid) k ON k.id = key_id`;
}
