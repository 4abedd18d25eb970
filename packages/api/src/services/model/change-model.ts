import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { formatDollars, nano } from '../../domain/money.ts';
import { amountSchema } from '../../domain/plan-terms.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { lockModelNames, refuseAliased } from './model-names.ts';

export const changeModelInput = z.object({
  id: z.string().max(200),
  /** List price of a million tokens, nano-dollars. */
  pricePerMillionNano: amountSchema.optional(),
  /** true: requests for it answer like those for a model that isn't there, from within a second on. */
  disabled: z.boolean().optional(),
});

/**
 * Changes a model's list price, or whether it is served at all; every process follows within a second. With a model that is disabled its aliases
 * rest. Errors: `not_found`; `conflict` when one is to be enabled whose id is an alias by now.
 */
export async function changeModel(
  context: SystemContext,
  { id, pricePerMillionNano, disabled }: z.output<typeof changeModelInput>,
): Promise<void> {
  await context.database.system.$transaction(async (tx) => {
    await lockModelNames(tx);
    await tx.$queryRaw`SELECT id FROM model WHERE id = ${id} FOR UPDATE`;
    const before = await tx.model.findUnique({ where: { id } });
    if (!before) throw notFound('model');
    const wasDisabled = before.disabledAt !== null;
    if (wasDisabled && disabled === false) await refuseAliased(tx, [id]);
    const after = await tx.model.update({
      where: { id },
      data: {
        ...(pricePerMillionNano === undefined ? {} : { pricePerMillionNano }),
        ...(disabled === undefined || disabled === wasDisabled ? {} : { disabledAt: disabled ? context.now() : null }),
      },
    });
    const shown = (row: typeof before) => ({
      pricePerMillion: formatDollars(nano(row.pricePerMillionNano)),
      disabled: row.disabledAt !== null,
    });
    await recordAudit(tx, context, {
      tenantId: null,
      action:
        disabled === undefined || disabled === wasDisabled
          ? 'model.change'
          : disabled
            ? 'model.disable'
            : 'model.enable',
      targetType: 'model',
      targetId: id,
      before: shown(before),
      after: shown(after),
    });
  });
}
