import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import type { NanoDollars } from '../../domain/money.ts';
import type { SystemContext } from '../context.ts';
import { usageOfTenants } from '../usage/usage-of-tenants.ts';

export const TENANT_STATES = ['active', 'suspended', 'deleting'] as const;
/** active; suspended by the operator; asked to be deleted by its owner. */
export type TenantState = (typeof TENANT_STATES)[number];

export const searchTenantsInput = z.object({
  /** Part of the name or of a member's e-mail, or the beginning of the id; empty: all. */
  search: z.string().trim().max(200).default(''),
  planId: z.string().max(40).nullish(),
  state: z.enum(TENANT_STATES).nullish(),
  limit: z.int().min(1).max(1_000).default(50),
  /** The last row of the page before. */
  cursor: z.object({ createdAt: z.date(), id: z.uuid() }).nullish(),
});

export type TenantSummary = {
  id: string;
  name: string;
  planId: string;
  planName: string;
  /** true: its plan takes tokens from the credit. */
  metered: boolean;
  state: TenantState;
  createdAt: Date;
  members: number;
  /** Not revoked ones, without those of the playground. */
  keys: number;
  /** Of the last 30 days. */
  requests: number;
  tokens: number;
  availableNano: NanoDollars;
};

export type TenantPage = { rows: TenantSummary[]; next: { createdAt: Date; id: string } | null };

/** Days that a tenant's usage is summed over. */
export const SUMMARY_DAYS = 30;

/** Tenants that fit, newest first, one page; without those whose deletion was carried out. */
export async function searchTenants(
  { database, now }: SystemContext,
  { limit, ...input }: z.output<typeof searchTenantsInput>,
): Promise<TenantPage> {
  const end = now();
  const where = Prisma.join(conditions(input), ' AND ');
  const found = await database.system.$queryRaw<Omit<TenantSummary, 'requests' | 'tokens'>[]>`
    SELECT t.id::text, t.name, t.plan_id AS "planId", p.name AS "planName", p.metered, t.created_at AS "createdAt",
      CASE WHEN t.status = 'suspended' THEN 'suspended' WHEN t.deletion_due_at IS NOT NULL THEN 'deleting' ELSE 'active' END AS state,
      (SELECT count(*)::int FROM membership m WHERE m.tenant_id = t.id) AS members,
      (SELECT count(*)::int FROM api_key k WHERE k.tenant_id = t.id AND k.revoked_at IS NULL AND k.purpose = 'api') AS keys,
      coalesce(c.available_nano, 0)::bigint AS "availableNano"
    FROM tenant t JOIN plan p ON p.id = t.plan_id LEFT JOIN credit_account c ON c.tenant_id = t.id
    WHERE ${where} ORDER BY t.created_at DESC, t.id DESC LIMIT ${limit + 1}`;
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const used = await usageOfTenants(
    database,
    rows.map(({ id }) => id),
    {
      start: new Date(end.getTime() - SUMMARY_DAYS * 86_400_000),
      end,
    },
  );
  return {
    rows: rows.map((row) => ({ ...row, ...(used.get(row.id) ?? { requests: 0, tokens: 0 }) })),
    next: found.length > limit && last ? { createdAt: last.createdAt, id: last.id } : null,
  };
}

function conditions({ search, planId, state, cursor }: Omit<z.output<typeof searchTenantsInput>, 'limit'>) {
  const all = [Prisma.sql`t.deleted_at IS NULL`];
  if (search) {
    const part = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(Prisma.sql`(t.name ILIKE ${part} OR starts_with(t.id::text, ${search.toLowerCase()}) OR EXISTS (
      SELECT 1 FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.tenant_id = t.id AND u.email ILIKE ${part}))`);
  }
  if (planId) all.push(Prisma.sql`t.plan_id = ${planId}`);
  if (state) all.push(STATES[state]);
  if (cursor) all.push(Prisma.sql`(t.created_at, t.id) < (${cursor.createdAt}::timestamptz, ${cursor.id}::uuid)`);
  return all;
}

const STATES: Record<TenantState, Prisma.Sql> = {
  active: Prisma.sql`t.status = 'active' AND t.deletion_due_at IS NULL`,
  suspended: Prisma.sql`t.status = 'suspended'`,
  deleting: Prisma.sql`t.status <> 'suspended' AND t.deletion_due_at IS NOT NULL`,
};
