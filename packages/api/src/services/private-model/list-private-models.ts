import { requirePermission, type TenantContext } from '../context.ts';
import { readLast4 } from '../secret/store-secret.ts';
import { type PrivateModelView, privateModelView } from './private-model-view.ts';

/** The tenant's own models by alias, enabled or not. */
export async function listPrivateModels(context: TenantContext): Promise<PrivateModelView[]> {
  requirePermission(context, 'key:read');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const rows = await tx.privateModel.findMany({ where: { tenantId }, orderBy: { alias: 'asc' } });
    const last4 = await readLast4(
      tx,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => privateModelView(row, last4.get(row.id)));
  });
}
