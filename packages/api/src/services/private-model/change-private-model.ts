import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { wipeSecret } from '../secret/store-secret.ts';
import { privateModelForAudit } from './private-model-view.ts';

/** Serves a tested model, or no longer. Errors: `not_found`, `conflict` for one whose last test failed or is missing. */
export async function setPrivateModelEnabled(
  context: TenantContext,
  { id, enabled }: { id: string; enabled: boolean },
): Promise<void> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    await tx.$queryRaw`SELECT id FROM private_model WHERE id = ${id}::uuid FOR UPDATE`;
    const before = await tx.privateModel.findFirst({ where: { id, tenantId } });
    if (!before) throw notFound('model');
    if (enabled && before.dimensions === null) {
      throw new Fault('conflict', 'Test the model first: only one whose test succeeded can be enabled.');
    }
    if ((before.enabledAt !== null) === enabled) return;
    const row = await tx.privateModel.update({
      where: { id, tenantId },
      data: {
        enabledAt: enabled ? context.now() : null,
        disabledAt: enabled ? null : context.now(),
        updatedAt: context.now(),
      },
    });
    await recordAudit(tx, context, {
      tenantId,
      action: enabled ? 'model.enable' : 'model.disable',
      targetType: 'model',
      targetId: id,
      before: privateModelForAudit(before),
      after: privateModelForAudit(row),
    });
  });
}

/** Removes a model and its secret; its usage stays. Models that fell back on it have no fallback from then on. Error: `not_found`. */
export async function removePrivateModel(context: TenantContext, { id }: { id: string }): Promise<void> {
  requirePermission(context, 'model:write');
  const { tenantId } = context;
  await context.database.asTenant(tenantId, async (tx) => {
    const before = await tx.privateModel.findFirst({ where: { id, tenantId } });
    if (!before) throw notFound('model');
    await wipeSecret(tx, id);
    await tx.privateModel.updateMany({ where: { tenantId, fallbackId: id }, data: { fallbackId: null } });
    await tx.privateModel.deleteMany({ where: { id, tenantId } });
    await recordAudit(tx, context, {
      tenantId,
      action: 'model.remove',
      targetType: 'model',
      targetId: id,
      before: privateModelForAudit(before),
    });
  });
}
