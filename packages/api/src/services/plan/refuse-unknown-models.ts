import type { TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';

/** Refuses ids that no model of the platform has. A disabled one may be named: it is there again when enabled. */
export async function refuseUnknownModels(tx: TenantTransaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const known = (await tx.model.findMany({ select: { id: true }, orderBy: { createdAt: 'asc' } })).map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new Fault('invalid', `There is no model "${unknown}". Choose among: ${known.join(', ')}.`, { param: 'models' });
}
