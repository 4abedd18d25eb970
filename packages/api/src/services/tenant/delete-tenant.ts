import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { lockTenant } from './lock-tenant.ts';

/** How long a deletion can be undone, days. */
export const DELETION_DAYS = 14;

export const deleteTenantInput = z.object({ name: z.string() });

/**
 * Asks for the tenant's deletion, in 14 days. Its keys are refused within a second from now on; until the day all of it can be had
 * back. `name` is the tenant's, typed.
 */
export async function deleteTenant(
  context: TenantContext,
  input: z.output<typeof deleteTenantInput>,
): Promise<{ deletionDueAt: Date }> {
  requirePermission(context, 'tenant:delete');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const { tenant } = await lockTenant(tx, tenantId);
    if (input.name.trim() !== tenant.name) {
      throw new Fault('invalid', 'That is not the name of this tenant.', { param: 'name' });
    }
    if (tenant.deletionDueAt) throw new Fault('conflict', 'The deletion of this tenant was asked for already.');
    const deletionDueAt = new Date(context.now().getTime() + DELETION_DAYS * 86_400_000);
    await tx.$executeRaw`UPDATE tenant SET deletion_due_at = ${deletionDueAt} WHERE id = ${tenantId}::uuid`;
    await recordAudit(tx, context, {
      tenantId,
      action: 'tenant.delete',
      targetType: 'tenant',
      targetId: tenantId,
      after: { deletionDueAt: deletionDueAt.toISOString() },
    });
    return { deletionDueAt };
  });
}

/** Takes the request back: keys work again within a second. */
export async function keepTenant(context: TenantContext): Promise<void> {
  requirePermission(context, 'tenant:delete');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    const { tenant } = await lockTenant(tx, tenantId);
    if (!tenant.deletionDueAt) throw new Fault('conflict', 'This tenant is not about to be deleted.');
    await tx.$executeRaw`UPDATE tenant SET deletion_due_at = NULL WHERE id = ${tenantId}::uuid`;
    await recordAudit(tx, context, {
      tenantId,
      action: 'tenant.keep',
      targetType: 'tenant',
      targetId: tenantId,
      before: { deletionDueAt: tenant.deletionDueAt.toISOString() },
    });
  });
}
