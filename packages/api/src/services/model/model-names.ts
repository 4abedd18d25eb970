import type { TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';

/**
 * Held until the transaction ends by whoever gives a name a new meaning: a model and an alias of one name must not come into being at the
 * same moment, each having found the name free.
 */
export async function lockModelNames(tx: TenantTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('gridsky.model_names'))`;
}

/** Refuses to serve models under names that aliases bear: what requests get under a name changes only when somebody says so. Call it under the lock. */
export async function refuseAliased(tx: TenantTransaction, ids: readonly string[]): Promise<void> {
  const taken = await tx.modelAlias.findFirst({ where: { alias: { in: [...ids] } }, orderBy: { alias: 'asc' } });
  if (!taken) return;
  throw new Fault(
    'conflict',
    `"${taken.alias}" is an alias of ${taken.modelId}: requests for it are served by that. Remove the alias first.`,
  );
}
