import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import { monthSpan } from '../../domain/calendar-month.ts';
import { type NanoDollars, NO_MONEY, nano } from '../../domain/money.ts';
import { monthSchema } from '../../domain/month-schema.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { usageRows } from './usage-rows.ts';

export const statementInput = z.object({ month: monthSchema });

export type StatementSums = {
  /** All that were asked, refused and failed ones too. */
  requests: number;
  tokens: number;
  /** At list price, whoever pays: what the same would cost metered. */
  listNano: NanoDollars;
  /** What the credit paid of it. */
  creditNano: NanoDollars;
};

export type StatementKey = { keyId: string; name: string; display: string };

export type Statement = {
  month: string;
  tenantName: string;
  planName: string;
  /** Whether the month is over: what is not may still grow. */
  final: boolean;
  /** Credit granted within the month. */
  grantedNano: NanoDollars;
  total: StatementSums;
  /** Of models with a price, but written down without one: from before list prices were, or while the model was free. */
  unpricedTokens: number;
  models: (StatementSums & { model: string })[];
  keys: (StatementSums & StatementKey)[];
  /** Days of UTC on which something was asked. */
  days: (StatementSums & { day: string })[];
};

/** One line for each day, model and key. */
export type StatementLine = StatementSums & StatementKey & { day: string; model: string };

/**
 * What a month came to, by model, by key and by day, each summing up to the same total: one statement reads them all from the
 * ledger's rows, so nothing that is committed meanwhile is in one and not in another. The month is that of UTC.
 */
export async function readStatement(
  context: TenantContext,
  { month }: z.output<typeof statementInput>,
): Promise<Statement> {
  requirePermission(context, 'usage:read');
  const { tenantId } = context;
  const span = monthSpan(month);
  return context.database.asTenant(tenantId, async (tx) => {
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, include: { plan: true } });
    const granted = await tx.creditGrant.aggregate({
      where: { tenantId, createdAt: { gte: span.start, lt: span.end } },
      _sum: { amountNano: true },
    });
    const rows = await tx.$queryRaw<(GroupedRow & { unpricedTokens: bigint })[]>`
      ${usageRows(span, Prisma.sql`tenant_id = ${tenantId}::uuid`)}
      SELECT r.model, r.key_id::text AS "keyId", to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
        min(k.name) AS name, min(k.display) AS display, ${SUMS}, coalesce(sum(r.tokens) FILTER (
          WHERE r.list_nano = 0 AND m.price_per_million_nano > 0 AND k.mode = 'live'
        ), 0)::bigint AS "unpricedTokens"
      FROM rows r ${withKeys(tenantId)} LEFT JOIN model m ON m.id = r.model
      GROUP BY GROUPING SETS ((r.model), (r.key_id), (3), ()) ORDER BY 1, 2, 3`;
    const zero: StatementSums = { requests: 0, tokens: 0, listNano: NO_MONEY, creditNano: NO_MONEY };
    const total = rows.find(({ model, keyId, day }) => model === null && keyId === null && day === null);
    return {
      month,
      tenantName: tenant.name,
      planName: tenant.plan.name,
      final: span.end <= context.now(),
      grantedNano: nano(granted._sum.amountNano ?? 0n),
      unpricedTokens: Number(total?.unpricedTokens ?? 0),
      // Over no rows the sums are null.
      total: total && total.requests !== null ? sumsOf(total) : zero,
      models: rows.flatMap((row) => (row.model === null ? [] : [{ model: row.model, ...sumsOf(row) }])),
      keys: rows.flatMap((row) => (row.keyId === null ? [] : [{ ...keyOf(row, row.keyId), ...sumsOf(row) }])),
      days: rows.flatMap((row) => (row.day === null ? [] : [{ day: row.day, ...sumsOf(row) }])),
    };
  });
}

/** The same month line by line, for programs. */
export async function readStatementLines(
  context: TenantContext,
  { month }: z.output<typeof statementInput>,
): Promise<StatementLine[]> {
  requirePermission(context, 'usage:read');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const rows = await tx.$queryRaw<(GroupedRow & { model: string; keyId: string; day: string })[]>`
      ${usageRows(monthSpan(month), Prisma.sql`tenant_id = ${tenantId}::uuid`)}
      SELECT to_char(r.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, r.model, r.key_id::text AS "keyId",
        min(k.name) AS name, min(k.display) AS display, ${SUMS}
      FROM rows r ${withKeys(tenantId)}
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
    return rows.map((row) => ({ day: row.day, model: row.model, ...keyOf(row, row.keyId), ...sumsOf(row) }));
  });
}

type GroupedRow = {
  model: string | null;
  keyId: string | null;
  day: string | null;
  name: string | null;
  display: string | null;
  requests: bigint;
  tokens: bigint;
  listNano: NanoDollars;
  creditNano: NanoDollars;
};

const SUMS = Prisma.sql`sum(r.requests)::bigint AS requests, sum(r.tokens)::bigint AS tokens,
  sum(r.list_nano)::bigint AS "listNano", sum(r.cost_nano)::bigint AS "creditNano"`;

function withKeys(tenantId: string): Prisma.Sql {
  return Prisma.sql`LEFT JOIN api_key k ON k.id = r.key_id AND k.tenant_id = ${tenantId}::uuid`;
}

function sumsOf({ requests, tokens, listNano, creditNano }: GroupedRow): StatementSums {
  return { requests: Number(requests), tokens: Number(tokens), listNano, creditNano };
}

function keyOf({ name, display }: GroupedRow, keyId: string): StatementKey {
  return { keyId, name: name ?? 'A key that is gone', display: display ?? '' };
}
