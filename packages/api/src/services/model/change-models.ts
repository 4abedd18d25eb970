import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import type { CatalogueModel } from './list-models.ts';

/** Adds an ONNX folder to the catalogue, or replaces what was added under the same id. Bundled ids are taken. */
export async function addModel(
  context: SystemContext,
  model: Omit<CatalogueModel, 'kind' | 'createdAt' | 'folder' | 'provider' | 'providerModel'> & { folder: string },
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    const existing = await tx.model.findUnique({ where: { id: model.id } });
    if (existing?.kind === 'bundled') {
      throw new Fault('conflict', `"${model.id}" is a bundled model. Choose another id with --id.`, { param: 'id' });
    }
    const row = { ...model, kind: 'onnx' as const, createdAt: context.now(), disabledAt: null };
    await tx.model.upsert({ where: { id: model.id }, create: row, update: row });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'model.add',
      targetType: 'model',
      targetId: model.id,
      after: { folder: model.folder, dimensions: model.dimensions },
    });
  });
}

/** Takes an added model out of the catalogue; its usage rows stay. */
export async function removeModel(context: SystemContext, id: string): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    const existing = await tx.model.findUnique({ where: { id } });
    if (!existing || existing.disabledAt) throw notFound('model');
    if (existing.kind === 'bundled') throw new Fault('conflict', `"${id}" is a bundled model and can't be removed.`);
    await tx.model.delete({ where: { id } });
    await recordAudit(tx, context, { tenantId: null, action: 'model.remove', targetType: 'model', targetId: id });
  });
}
