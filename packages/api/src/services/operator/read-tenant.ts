import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { type NanoDollars, NO_MONEY, withNano } from '../../domain/money.ts';
import { LIMIT_NAMES, type Limits } from '../../domain/plan.ts';
import type { Role } from '../../domain/role.ts';
import type { SystemContext } from '../context.ts';
import { usageOfTenants } from '../usage/usage-of-tenants.ts';
import { overridesOf } from './override-limits.ts';
import { SUMMARY_DAYS, type TenantState } from './search-tenants.ts';

export const readTenantInput = z.object({ tenantId: z.uuid() });

export type OperatorTenant = {
  id: string;
  name: string;
  state: TenantState;
  createdAt: Date;
  trialEndsAt: Date | null;
  deletionDueAt: Date | null;
  plan: { id: string; name: string; metered: boolean; models: string[]; limits: Limits };
  /** Null: as the plan says. */
  overrides: Record<keyof Limits, number | null> & { models: string[] };
  credit: { grantedNano: NanoDollars; availableNano: NanoDollars; heldNano: NanoDollars; settledNano: NanoDollars };
  /** Newest first, at most 20. */
  grants: { id: string; reason: string; amountNano: NanoDollars; createdAt: Date }[];
  members: { userId: string; email: string; role: Role; joinedAt: Date }[];
  /** Not revoked. */
  keys: number;
  lastMonth: { requests: number; tokens: number };
  /** What breaks when it is suspended now. */
  lastHour: { requests: number };
};

/** Everything that the operator sees of one tenant: what it is, has and uses; never a key or what was embedded. */
export async function readTenant(
  { database, now }: SystemContext,
  { tenantId }: z.output<typeof readTenantInput>,
): Promise<OperatorTenant> {
  const end = now();
  const before = (milliseconds: number) => ({ start: new Date(end.getTime() - milliseconds), end });
  const [row, month, hour] = await Promise.all([
    database.system.tenant.findUnique({
      where: { id: tenantId },
      include: {
        plan: true,
        planOverride: true,
        credit: true,
        grants: { orderBy: { createdAt: 'desc' }, take: 20 },
        memberships: { include: { user: { select: { email: true } } }, orderBy: { createdAt: 'asc' } },
        _count: { select: { apiKeys: { where: { revokedAt: null, purpose: 'api' } } } },
      },
    }),
    usageOfTenants(database, [tenantId], before(SUMMARY_DAYS * 86_400_000)),
    usageOfTenants(database, [tenantId], before(3_600_000)),
  ]);
  if (!row || row.deletedAt) throw notFound('tenant');
  const { plan, planOverride, grants, memberships } = row;
  const credit = row.credit && withNano(row.credit);
  return {
    id: row.id,
    name: row.name,
    state: row.status === 'suspended' ? 'suspended' : row.deletionDueAt ? 'deleting' : 'active',
    createdAt: row.createdAt,
    trialEndsAt: row.trialEndsAt,
    deletionDueAt: row.deletionDueAt,
    plan: {
      id: plan.id,
      name: plan.name,
      metered: plan.metered,
      models: plan.models,
      limits: Object.fromEntries(LIMIT_NAMES.map((name) => [name, plan[name]])) as Limits,
    },
    overrides: overridesOf(planOverride),
    credit: {
      grantedNano: credit?.grantedNano ?? NO_MONEY,
      availableNano: credit?.availableNano ?? NO_MONEY,
      heldNano: credit?.heldNano ?? NO_MONEY,
      settledNano: credit?.settledNano ?? NO_MONEY,
    },
    grants: grants
      .map(withNano)
      .map(({ id, reason, amountNano, createdAt }) => ({ id, reason, amountNano, createdAt })),
    members: memberships.map(({ userId, role, createdAt, user }) => ({
      userId,
      email: user.email,
      role,
      joinedAt: createdAt,
    })),
    keys: row._count.apiKeys,
    lastMonth: month.get(tenantId) ?? { requests: 0, tokens: 0 },
    lastHour: { requests: hour.get(tenantId)?.requests ?? 0 },
  };
}
