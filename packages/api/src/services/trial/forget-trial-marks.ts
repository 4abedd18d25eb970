import type { TenantTransaction } from '@gridsky/db';
import { withNano } from '../../domain/money.ts';
import { TRIAL_MARKS, trialMarks } from '../../domain/trial-mark.ts';
import type { SystemContext } from '../context.ts';
import { isUsedUp } from './is-used-up.ts';

/** After credit or days were added: marks that lie ahead again are told of again when they are passed. Part of the transaction that adds. */
export async function forgetTrialMarks(
  tx: TenantTransaction,
  { now }: Pick<SystemContext, 'now'>,
  tenantId: string,
): Promise<void> {
  const { trialEndsAt } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  const credit = withNano(await tx.creditAccount.findUniqueOrThrow({ where: { tenantId } }));
  const usedUp = await isUsedUp(tx, credit, now());
  const passed = trialMarks({ ...credit, usedUp, trialEndsAt }, now());
  const ahead = TRIAL_MARKS.filter((mark) => !passed.includes(mark));
  await tx.trialNotice.deleteMany({ where: { tenantId, mark: { in: ahead } } });
}
