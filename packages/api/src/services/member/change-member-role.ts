import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { ROLES } from '../../domain/role.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { lockTenant, refuseWithoutOwner } from '../tenant/lock-tenant.ts';

export const changeMemberRoleInput = z.object({ userId: z.uuid(), role: z.enum(ROLES) });

/** Gives a member another role. Owners are made and unmade by owners only, and the last one stays. */
export async function changeMemberRole(
  context: TenantContext,
  { userId, role }: z.output<typeof changeMemberRoleInput>,
): Promise<void> {
  requirePermission(context, 'member:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    await lockTenant(tx, tenantId);
    const member = await tx.membership.findUnique({ where: { tenantId_userId: { tenantId, userId } } });
    if (!member) throw notFound('member');
    if (member.role === role) return;
    if (member.role === 'owner' || role === 'owner') requirePermission(context, 'owner:write');
    if (member.role === 'owner') await refuseWithoutOwner(tx, tenantId, userId);
    await tx.membership.update({ where: { id: member.id, tenantId }, data: { role } });
    await recordAudit(tx, context, {
      tenantId,
      action: 'member.change_role',
      targetType: 'user',
      targetId: userId,
      before: { role: member.role },
      after: { role },
    });
  });
}
