import type { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import type { removeModelAliasInput } from '../../domain/model-alias.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { lockModelNames } from './model-names.ts';

/** Takes an alias away: requests for it are answered like those for a model that isn't there, from within a second on. Error: `not_found`. */
export async function removeModelAlias(
  context: SystemContext,
  { alias }: z.output<typeof removeModelAliasInput>,
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await lockModelNames(tx);
    const before = await tx.modelAlias.findUnique({ where: { alias } });
    if (!before) throw notFound('alias');
    await tx.modelAlias.delete({ where: { alias } });
    await recordAudit(tx, context, {
      tenantId: null,
      action: 'model.remove_alias',
      targetType: 'model',
      targetId: alias,
      before: { aliasOf: before.modelId },
    });
  });
}
