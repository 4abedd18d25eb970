import { notFound } from '../../domain/fault.ts';
import { type NanoDollars, nano } from '../../domain/money.ts';
import { effectiveLimits, type Limits } from '../../domain/plan.ts';
import { requirePermission, type TenantContext } from '../context.ts';

export type TenantView = {
  id: string;
  name: string;
  suspended: boolean;
  /** When the tenant is deleted, as an owner has asked; null: not asked. */
  deletionDueAt: Date | null;
  trialEndsAt: Date | null;
  plan: { id: string; name: string; priceMonthlyNano: NanoDollars | null; metered: boolean; models: string[] };
  limits: Limits;
  credit: { grantedNano: NanoDollars; availableNano: NanoDollars };
  /** A payment of the subscription failed: when its plan ends, or has ended. null: nothing is owed. */
  paymentMissing: { graceEndsAt: Date } | null;
};

/** The tenant with its plan, its limits (overrides applied) and its credit. */
export async function getTenant(context: TenantContext): Promise<TenantView> {
  requirePermission(context, 'tenant:read');
  const tenant = await context.database.asTenant(context.tenantId, (tx) =>
    tx.tenant.findUnique({
      where: { id: context.tenantId },
      include: { plan: true, planOverride: true, credit: true, billing: true },
    }),
  );
  if (!tenant) throw notFound('tenant');
  const { plan, planOverride, credit, billing } = tenant;
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
    credit: { grantedNano: nano(credit?.grantedNano ?? 0n), availableNano: nano(credit?.availableNano ?? 0n) },
    paymentMissing: billing?.graceEndsAt ? { graceEndsAt: billing.graceEndsAt } : null,
  };
}
