import type { ApiKey, Prisma, TenantTransaction } from '@gridsky/db';
import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { AuditAction } from '../audit-action.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { type KeyView, keyView } from './key-view.ts';

type Change = {
  action: AuditAction;
  data: Prisma.ApiKeyUpdateInput;
  before: Prisma.InputJsonObject;
  after: Prisma.InputJsonObject;
};

/**
 * One key of the tenant, locked, changed and audited in one transaction. Revoked keys don't change any more; a change of null
 * leaves the key and the audit log as they are.
 */
export async function changeKey(
  context: TenantContext,
  keyId: string,
  change: (key: ApiKey, tx: TenantTransaction) => Change | null | Promise<Change | null>,
): Promise<KeyView> {
  requirePermission(context, 'key:write');
  return context.database.asTenant(context.tenantId, async (tx) => {
    const key = await lockKey(tx, context.tenantId, keyId);
    if (!key) throw notFound('key');
    if (key.revokedAt) throw new Fault('conflict', 'This key is revoked for good. Create a new one.');
    const wanted = await change(key, tx);
    const where = { id: keyId, tenantId: context.tenantId };
    const include = { createdBy: { select: { email: true } } } as const;
    if (!wanted) return keyView(await tx.apiKey.findUniqueOrThrow({ where, include }), context.now());
    const { action, data, before, after } = wanted;
    const row = await tx.apiKey.update({ where, data, include });
    await recordAudit(tx, context, {
      tenantId: context.tenantId,
      action,
      targetType: 'key',
      targetId: keyId,
      before,
      after,
    });
    return keyView(row, context.now());
  });
}

// The tenant is named here too: the row policies are the second wall, not the only one. Always before the key: a service that
// counts keys or reads the plan locks the tenant first, and two orders would wait for each other.
async function lockKey(tx: TenantTransaction, tenantId: string, keyId: string): Promise<ApiKey | null> {
  await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT id FROM api_key WHERE id = ${keyId}::uuid AND tenant_id = ${tenantId}::uuid FOR UPDATE`;
  return tx.apiKey.findUnique({ where: { id: keyId, tenantId, purpose: 'api' } });
}
