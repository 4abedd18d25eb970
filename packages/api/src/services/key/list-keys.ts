import { requirePermission, type TenantContext } from '../context.ts';
import { type KeyView, keyView } from './key-view.ts';

/** All keys of the tenant, newest first; revoked ones too, so that usage can still be named. */
export async function listKeys(context: TenantContext): Promise<KeyView[]> {
  requirePermission(context, 'key:read');
  const rows = await context.database.asTenant(context.tenantId, (tx) =>
    tx.apiKey.findMany({
      where: { tenantId: context.tenantId, purpose: 'api' },
      orderBy: { createdAt: 'desc' },
      include: { createdBy: { select: { email: true } } },
    }),
  );
  return rows.map((row) => keyView(row, context.now()));
}
