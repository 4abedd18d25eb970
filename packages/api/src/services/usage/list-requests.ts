import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import { FAULT_CODES, Fault } from '../../domain/fault.ts';
import { requestUuid } from '../../domain/request-id.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { type RequestRow, requestColumns } from './request-row.ts';
import { RANGE_DAYS_MAX, requireRange } from './usage-span.ts';

export const requestsInput = z.object({
  /** The last so many hours up to now, or from `start` to before `end`. */
  span: z.union([
    z.object({
      lastHours: z
        .int()
        .min(1)
        .max(RANGE_DAYS_MAX * 24),
    }),
    z.object({ start: z.date(), end: z.date() }),
  ]),
  /** served: below 400; refused: 4xx; failed: 5xx. */
  outcome: z.enum(['served', 'refused', 'failed']).nullish(),
  model: z.string().max(200).nullish(),
  keyId: z.uuid().nullish(),
  /** Any of these; empty: whatever the code. */
  errorCodes: z.array(z.enum(FAULT_CODES)).max(FAULT_CODES.length).default([]),
  limit: z.int().min(1).max(1_000).default(50),
  /** The last row of the page before. */
  cursor: z.object({ createdAt: z.date(), requestId: z.string().max(80) }).nullish(),
});

export type RequestPage = {
  rows: RequestRow[];
  /** The `cursor` of the next page; null: there is none. */
  next: { createdAt: Date; requestId: string } | null;
};

/**
 * The tenant's requests that fit, newest first, refused ones too: one page. Goes on behind the last row that was shown, so that
 * requests that came meanwhile neither repeat nor hide one. Errors: `invalid` for a range that is too long or a wrong cursor.
 */
export async function listRequests(
  context: TenantContext,
  { limit, ...input }: z.output<typeof requestsInput>,
): Promise<RequestPage> {
  requirePermission(context, 'usage:read');
  const where = Prisma.join(conditions(context, input), ' AND ');
  const found = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<RequestRow[]>`
      SELECT ${requestColumns} FROM usage_event WHERE ${where} ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`,
  );
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next = found.length > limit && last ? { createdAt: last.createdAt, requestId: last.requestId } : null;
  return { rows, next };
}

function conditions(
  context: TenantContext,
  { span, outcome, model, keyId, errorCodes, cursor }: Omit<z.output<typeof requestsInput>, 'limit'>,
): Prisma.Sql[] {
  const { start, end } = spanOf(span, context.now());
  const all = [
    // The tenant is named here too: the row policies are the second wall, not the only one.
    Prisma.sql`tenant_id = ${context.tenantId}::uuid`,
    // The events are partitioned by the time in their id: comparing the id, too, leaves the other days' partitions shut.
    Prisma.sql`created_at >= ${start} AND id >= uuid_at(${start}::timestamptz)`,
  ];
  if (end) all.push(Prisma.sql`created_at < ${end} AND id < uuid_at(${end}::timestamptz)`);
  if (outcome) all.push(OUTCOMES[outcome]);
  if (model) all.push(Prisma.sql`model = ${model}`);
  if (keyId) all.push(Prisma.sql`key_id = ${keyId}::uuid`);
  if (errorCodes.length > 0) all.push(Prisma.sql`error_code IN (${Prisma.join(errorCodes)})`);
  if (cursor) all.push(behind(cursor));
  return all;
}

const OUTCOMES = {
  served: Prisma.sql`status < 400`,
  refused: Prisma.sql`status >= 400 AND status < 500`,
  failed: Prisma.sql`status >= 500`,
};

function spanOf(span: z.output<typeof requestsInput>['span'], now: Date): { start: Date; end: Date | null } {
  if ('lastHours' in span) return { start: new Date(now.getTime() - span.lastHours * 3_600_000), end: null };
  requireRange(span);
  return span;
}

function behind({ createdAt, requestId }: NonNullable<RequestPage['next']>): Prisma.Sql {
  const id = requestUuid(requestId);
  if (!id)
    throw new Fault('invalid', '`cursor` is no request id. Start again from the first page.', { param: 'cursor' });
  // The first comparison says less than the second, but an index can use it.
  return Prisma.sql`created_at <= ${createdAt} AND (created_at, id) < (${createdAt}::timestamptz, ${id}::uuid)`;
}
