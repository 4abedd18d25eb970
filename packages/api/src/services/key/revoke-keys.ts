import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { type KeyView, keyView } from './key-view.ts';

export const revokeKeysInput = z.object({ keyIds: z.array(z.uuid()).min(1).max(500) });

/**
 * Ends several keys for good, all or none, each with its own audit row. One that somebody has revoked meanwhile stays as it is.
 */
export async function revokeKeys(context: TenantContext, input: z.output<typeof revokeKeysInput>): Promise<KeyView[]> {
  requirePermission(context, 'key:write');
  const { tenantId } = context;
  const keyIds = [...new Set(input.keyIds)];
  return context.database.asTenant(tenantId, async (tx) => {
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const where = { id: { in: keyIds }, tenantId, purpose: 'api' as const };
    const found = await tx.apiKey.findMany({ where });
    if (found.length < keyIds.length) throw notFound('key');
    const live = found.filter((key) => key.revokedAt === null);
    await tx.apiKey.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: context.now() } });
    for (const key of live) {
      await recordAudit(tx, context, {
        tenantId,
        action: 'key.revoke',
        targetType: 'key',
        targetId: key.id,
        before: { revoked: false, name: key.name },
        after: { revoked: true },
      });
    }
    const rows = await tx.apiKey.findMany({ where, include: { createdBy: { select: { email: true } } } });
    return rows.map((row) => keyView(row, context.now()));
  });
}
