import { Fault, notFound } from '../../domain/fault.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import type { CatalogueModel } from './list-models.ts';
import { lockModelNames, refuseAliased } from './model-names.ts';

/** Adds an ONNX folder to the catalogue, or replaces what was added under the same id. Ids of bundled models and aliases are taken. */
export async function addModel(
  context: SystemContext,
  model: Omit<CatalogueModel, 'kind' | 'createdAt' | 'folder' | 'provider' | 'providerModel'> & { folder: string },
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await lockModelNames(tx);
    const existing = await tx.model.findUnique({ where: { id: model.id } });
    if (existing?.kind === 'bundled') {
      throw new Fault('conflict', `"${model.id}" is a bundled model. Choose another id with --id.`, { param: 'id' });
    }
    await refuseAliased(tx, [model.id]);
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

/** Takes an added model out of the catalogue; its usage rows stay. Errors: `not_found`, `conflict` for a bundled one and one with aliases. */
export async function removeModel(context: SystemContext, id: string): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await lockModelNames(tx);
    const existing = await tx.model.findUnique({ where: { id }, include: { aliases: { orderBy: { alias: 'asc' } } } });
    if (!existing || existing.disabledAt) throw notFound('model');
    if (existing.kind === 'bundled') throw new Fault('conflict', `"${id}" is a bundled model and can't be removed.`);
    const [first] = existing.aliases;
    if (first) {
      const names = existing.aliases.map(({ alias }) => alias).join(', ');
      throw new Fault(
        'conflict',
        `"${id}" serves requests for ${names}. Remove that alias first, or give it another model.`,
      );
    }
    await tx.model.delete({ where: { id } });
    await recordAudit(tx, context, { tenantId: null, action: 'model.remove', targetType: 'model', targetId: id });
  });
}
