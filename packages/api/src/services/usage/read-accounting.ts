import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import type { NanoDollars } from '../../domain/money.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { usageRows } from './usage-rows.ts';
import { RANGE_DAYS_MAX } from './usage-span.ts';

const range = {
  start: z.date(),
  end: z.date(),
  userId: z.uuid().nullable(),
  model: z.string().max(200).nullable(),
};
const fitsRange = ({ start, end }: { start: Date; end: Date }) =>
  start < end && end.getTime() - start.getTime() <= RANGE_DAYS_MAX * 86_400_000;
const rangeText = { error: `\`end\` must come after \`start\`, by at most ${RANGE_DAYS_MAX} days.`, path: ['end'] };

export const accountingInput = z
  .object({
    ...range,
    /** Width of a bucket in UTC; weeks begin on Monday. */
    period: z.enum(['hour', 'day', 'week', 'month']),
    /** Rows of a bucket: one for each model, or one for each model and key. */
    detail: z.enum(['model', 'key']),
    limit: z.int().min(1).max(1_000),
    /** The row after which to go on; null: from the start. */
    after: z.object({ bucket: z.date(), model: z.string(), keyId: z.string() }).nullable(),
  })
  .refine(fitsRange, rangeText);

export const accountingSummaryInput = z
  .object({ ...range, groupBy: z.enum(['model', 'user', 'key']) })
  .refine(fitsRange, rangeText);

type Figures = { requests: number; errors: number; inputs: number; tokens: number; costNano: NanoDollars };
type RawFigures = Record<'requests' | 'errors' | 'inputs' | 'tokens', bigint> & { costNano: NanoDollars };

export type AccountingRow = Figures & {
  bucket: Date;
  model: string;
  /** Empty where rows are not told apart by key. */
  keyId: string;
};
export type AccountingGroup = Figures & {
  /** Model id, user id (empty: keys made by the operator) or key id. */
  group: string;
};

/**
 * A tenant's usage by bucket, for its own programs: one page, exact to the last committed request, in the order of bucket,
 * model, key. Goes on from the bucket of `after`, so that a long list does not sum its beginning again and again.
 */
export async function readAccounting(
  context: TenantContext,
  input: z.output<typeof accountingInput>,
): Promise<{ rows: AccountingRow[]; hasMore: boolean }> {
  requirePermission(context, 'usage:read');
  const { after, detail, limit, period } = input;
  const start = after && after.bucket > input.start ? after.bucket : input.start;
  const key = detail === 'key' ? Prisma.sql`r.key_id::text` : Prisma.sql`''`;
  const further = after
    ? Prisma.sql`WHERE (bucket, model, "keyId") > (${after.bucket}::timestamptz, ${after.model}, ${after.keyId})`
    : Prisma.empty;
  const rows = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<(RawFigures & Pick<AccountingRow, 'bucket' | 'model' | 'keyId'>)[]>`
      ${usageRows({ start, end: input.end }, ofTenant(context, input))}
      SELECT * FROM (
        SELECT date_trunc(${period}, r.at, 'UTC') AS bucket, r.model, ${key} AS "keyId", ${figures}
        FROM rows r ${madeBy(context, input)} GROUP BY 1, 2, 3
      ) buckets ${further} ORDER BY bucket, model, "keyId" LIMIT ${limit + 1}`,
  );
  return { rows: rows.slice(0, limit).map(plain), hasMore: rows.length > limit };
}

/** A tenant's usage in a range by model, user or key, the most tokens first. */
export async function readAccountingSummary(
  context: TenantContext,
  input: z.output<typeof accountingSummaryInput>,
): Promise<AccountingGroup[]> {
  requirePermission(context, 'usage:read');
  const group = {
    model: Prisma.sql`r.model`,
    key: Prisma.sql`r.key_id::text`,
    user: Prisma.sql`coalesce(k.created_by_user_id::text, '')`,
  }[input.groupBy];
  const rows = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<(RawFigures & { group: string })[]>`
      ${usageRows(input, ofTenant(context, input))}
      SELECT ${group} AS "group", ${figures}
      FROM rows r ${madeBy(context, input)}
      GROUP BY 1 ORDER BY sum(r.tokens) DESC, 1`,
  );
  return rows.map(plain);
}

const figures = Prisma.sql`sum(r.requests)::bigint AS requests, sum(r.errors)::bigint AS errors, sum(r.inputs)::bigint AS inputs,
  sum(r.tokens)::bigint AS tokens, sum(r.cost_nano)::bigint AS "costNano"`;

/** The tenant is named here too: the row policies are the second wall, not the only one. */
function ofTenant({ tenantId }: TenantContext, { model }: { model: string | null }): Prisma.Sql {
  const tenant = Prisma.sql`tenant_id = ${tenantId}::uuid`;
  return model === null ? tenant : Prisma.sql`${tenant} AND model = ${model}`;
}

/** Who made the key of a row: usage belongs to them. */
function madeBy({ tenantId }: TenantContext, { userId }: { userId: string | null }): Prisma.Sql {
  const join = Prisma.sql`LEFT JOIN api_key k ON k.id = r.key_id AND k.tenant_id = ${tenantId}::uuid`;
  return userId === null ? join : Prisma.sql`${join} WHERE k.created_by_user_id = ${userId}::uuid`;
}

function plain<Row extends RawFigures>({ requests, errors, inputs, tokens, ...row }: Row) {
  return {
    ...row,
    requests: Number(requests),
    errors: Number(errors),
    inputs: Number(inputs),
    tokens: Number(tokens),
  };
}
