import type { Tenant, TenantTransaction } from '@gridsky/db';
import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

/**
 * Refuses all of a tenant's requests from now on (within a second on every process), or lets them pass again. Its members may look
 * and change nothing meanwhile. `typedName`: the tenant's name as a person typed it, which must be right.
 */
export async function setTenantSuspended(
  context: SystemContext,
  tenantId: string,
  suspended: boolean,
  { typedName }: { typedName?: string } = {},
): Promise<void> {
  await changeTenant(context, tenantId, suspended ? 'tenant.suspend' : 'tenant.resume', (before) => {
    if (typedName !== undefined && typedName.trim() !== before.name) {
      throw new Fault('invalid', 'That is not the name of this tenant.', { param: 'name' });
    }
    return { status: suspended ? 'suspended' : 'active' };
  });
}

/** Moves a tenant to another plan: limits follow within a second. Credit and trial end stay as they are. */
export async function setTenantPlan(context: SystemContext, tenantId: string, planId: string): Promise<void> {
  const plans = await context.database.system.plan.findMany({ orderBy: { position: 'asc' } });
  if (!plans.some((plan) => plan.id === planId)) {
    throw new Fault(
      'invalid',
      `There is no plan "${planId}". Choose one of: ${plans.map((plan) => plan.id).join(', ')}.`,
      { param: 'plan' },
    );
  }
  await changeTenant(context, tenantId, 'tenant.set_plan', () => ({ planId }));
}

/** The same as part of a larger transaction, for a plan that is known to exist: how Stripe moves a tenant. */
export async function movePlan(
  tx: TenantTransaction,
  context: SystemContext,
  tenantId: string,
  planId: string,
): Promise<void> {
  await changeTenantIn(tx, context, tenantId, 'tenant.set_plan', () => ({ planId }));
}

type TenantChange = (before: Tenant) => Partial<Pick<Tenant, 'status' | 'planId'>>;

async function changeTenant(context: SystemContext, tenantId: string, action: string, change: TenantChange) {
  await context.database.system.$transaction((tx) => changeTenantIn(tx, context, tenantId, action, change));
}

async function changeTenantIn(
  tx: TenantTransaction,
  context: SystemContext,
  tenantId: string,
  action: string,
  change: TenantChange,
): Promise<void> {
  await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR UPDATE`;
  const before = await tx.tenant.findUnique({ where: { id: tenantId } });
  if (!before || before.deletedAt) throw notFound('tenant');
  const after = await tx.tenant.update({ where: { id: tenantId }, data: change(before) });
  await recordAudit(tx, context, {
    tenantId,
    action,
    targetType: 'tenant',
    targetId: tenantId,
    before: { status: before.status, plan: before.planId },
    after: { status: after.status, plan: after.planId },
  });
}
