import type { TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { lockTenant, refuseWithoutOwner } from '../tenant/lock-tenant.ts';

export const removeMemberInput = z.object({ userId: z.uuid() });

/** Takes somebody out of the tenant, from their next click on. Keys that they made belong to the tenant and go on working. */
export async function removeMember(
  context: TenantContext,
  { userId }: z.output<typeof removeMemberInput>,
): Promise<void> {
  requirePermission(context, 'member:write');
  await context.database.asTenant(context.tenantId, (tx) => endMembership(tx, context, userId, 'member.remove'));
}

/** Anybody may leave a tenant, but its last owner. */
export async function leaveTenant(context: TenantContext, { userId }: { userId: string }): Promise<void> {
  requirePermission(context, 'tenant:read');
  await context.database.asTenant(context.tenantId, (tx) => endMembership(tx, context, userId, 'member.leave'));
}

async function endMembership(
  tx: TenantTransaction,
  context: TenantContext,
  userId: string,
  action: 'member.remove' | 'member.leave',
): Promise<void> {
  const { tenantId } = context;
  await lockTenant(tx, tenantId);
  const member = await tx.membership.findUnique({
    where: { tenantId_userId: { tenantId, userId } },
    include: { user: { select: { email: true } } },
  });
  if (!member) throw notFound('member');
  if (member.role === 'owner') {
    if (action === 'member.remove') requirePermission(context, 'owner:write');
    await refuseWithoutOwner(tx, tenantId, userId);
  }
  await tx.membership.delete({ where: { id: member.id, tenantId } });
  await recordAudit(tx, context, {
    tenantId,
    action,
    targetType: 'user',
    targetId: userId,
    before: { email: member.user.email, role: member.role },
  });
}
