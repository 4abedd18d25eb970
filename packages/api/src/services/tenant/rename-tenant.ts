import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { tenantNameSchema } from '../../domain/tenant-name.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';

export const renameTenantInput = z.object({ name: tenantNameSchema });

export async function renameTenant(context: TenantContext, input: z.output<typeof renameTenantInput>): Promise<void> {
  requirePermission(context, 'tenant:rename');
  await context.database.asTenant(context.tenantId, async (tx) => {
    const before = await tx.tenant.findUnique({ where: { id: context.tenantId } });
    if (!before) throw notFound('tenant');
    await tx.$executeRaw`UPDATE tenant SET name = ${input.name} WHERE id = ${context.tenantId}::uuid`;
    await recordAudit(tx, context, {
      tenantId: context.tenantId,
      action: 'tenant.rename',
      targetType: 'tenant',
      targetId: context.tenantId,
      before: { name: before.name },
      after: { name: input.name },
    });
  });
}
