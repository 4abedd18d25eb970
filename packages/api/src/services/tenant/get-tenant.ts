import type { Prisma } from '@gridsky/db';
import { notFound } from '../../domain/fault.ts';
import { type NanoDollars, nano, withNano } from '../../domain/money.ts';
import { effectiveLimits, type Limits } from '../../domain/plan.ts';
import { isLive } from '../../domain/subscription.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { isUsedUp } from '../trial/is-used-up.ts';

export type TenantView = {
  id: string;
  name: string;
  suspended: boolean;
  /** When the tenant is deleted, as an owner has asked; null: not asked. */
  deletionDueAt: Date | null;
  trialEndsAt: Date | null;
  plan: { id: string; name: string; priceMonthlyNano: NanoDollars | null; metered: boolean; models: string[] };
  limits: Limits;
  /** `usedUp`: what is left pays nothing any more. */
  credit: { grantedNano: NanoDollars; availableNano: NanoDollars; usedUp: boolean };
  /** A payment of the subscription failed: when its plan ends, or has ended. null: nothing is owed. */
  paymentMissing: { graceEndsAt: Date } | null;
  /** The subscription was cancelled: until when it is paid. null: it goes on, or there is none. */
  subscriptionEndsAt: Date | null;
};

/** The tenant with its plan, its limits (overrides applied) and its credit. */
export async function getTenant(context: TenantContext): Promise<TenantView> {
  requirePermission(context, 'tenant:read');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const tenant = await tx.tenant.findUnique({
      where: { id: tenantId },
      include: { plan: true, planOverride: true, credit: true, billing: true },
    });
    if (!tenant) throw notFound('tenant');
    const credit = withNano(tenant.credit ?? { grantedNano: 0n, availableNano: 0n });
    const usedUp = tenant.plan.metered && (await isUsedUp(tx, { ...credit, tenantId }, context.now()));
    return viewOf(tenant, { ...credit, usedUp });
  });
}

function viewOf(tenant: TenantWithPlan, { grantedNano, availableNano, usedUp }: TenantView['credit']): TenantView {
  const { plan, planOverride, billing } = tenant;
  return {
    id: tenant.id,
    name: tenant.name,
    suspended: tenant.status === 'suspended',
    deletionDueAt: tenant.deletionDueAt,
    trialEndsAt: tenant.trialEndsAt,
    plan: {
      id: plan.id,
      name: plan.name,
      priceMonthlyNano: nano(plan.priceMonthlyNano),
      metered: plan.metered,
      models: [...plan.models, ...(planOverride?.models ?? [])],
    },
    limits: effectiveLimits(plan, planOverride),
    credit: { grantedNano, availableNano, usedUp },
    paymentMissing: billing?.graceEndsAt ? { graceEndsAt: billing.graceEndsAt } : null,
    subscriptionEndsAt:
      billing?.status && isLive({ status: billing.status }) && billing.cancelAtPeriodEnd
        ? billing.currentPeriodEnd
        : null,
  };
}

type TenantWithPlan = Prisma.TenantGetPayload<{ include: { plan: true; planOverride: true; billing: true } }>;
