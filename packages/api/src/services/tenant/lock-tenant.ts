import type { Tenant, TenantTransaction } from '@gridsky/db';
import { Fault, notFound } from '../../domain/fault.ts';
import { effectiveLimits, type Limits } from '../../domain/plan.ts';

export type LockedTenant = { tenant: Tenant; planName: string; planModels: string[]; limits: Limits };

/**
 * The tenant, locked until the transaction ends, with its plan's name and its limits. Whatever counts a tenant's members, owners
 * or keys does it under this lock: two changes at once come one after the other. The lock lets rows that refer to the
 * tenant be written meanwhile: no request waits for it.
 */
export async function lockTenant(tx: TenantTransaction, tenantId: string): Promise<LockedTenant> {
  await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
  const row = await tx.tenant.findUnique({ where: { id: tenantId }, include: { plan: true, planOverride: true } });
  if (!row || row.deletedAt) throw notFound('tenant');
  const { plan, planOverride, ...tenant } = row;
  return {
    tenant,
    planName: plan.name,
    planModels: [...plan.models, ...(planOverride?.models ?? [])],
    limits: effectiveLimits(plan, planOverride),
  };
}

/** Refuses a change that would leave a tenant with nobody who may do everything. Call it under the lock. */
export async function refuseWithoutOwner(
  tx: TenantTransaction,
  tenantId: string,
  leavingUserId: string,
): Promise<void> {
  const others = await tx.membership.count({ where: { tenantId, role: 'owner', userId: { not: leavingUserId } } });
  if (others > 0) return;
  throw new Fault(
    'conflict',
    'A tenant needs an owner, and this is its only one. Make somebody else an owner first, or delete the tenant.',
  );
}

/** Refuses one more member than the plan includes. Open invitations have a place, too, when `withInvitations`. */
export async function refuseBeyondMembers(
  tx: TenantTransaction,
  locked: LockedTenant,
  openInvitations: number,
): Promise<void> {
  const { tenant, planName, limits } = locked;
  const members = await tx.membership.count({ where: { tenantId: tenant.id } });
  if (members + openInvitations < limits.membersMax) return;
  const invited = openInvitations > 0 ? ', open invitations counted' : '';
  throw new Fault(
    'plan_limit',
    `The ${planName} plan includes ${limits.membersMax} members and all places are taken${invited}. Free one or change plan.`,
  );
}
