import type { TenantTransaction } from '@gridsky/db';
import { formatDollars } from '../../domain/money.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

/** Adds credit once per reason (the reason is unique). Part of a larger transaction. */
export async function insertGrant(
  tx: TenantTransaction,
  context: SystemContext,
  input: { tenantId: string; reason: string; amountNano: bigint },
): Promise<void> {
  await tx.creditGrant.create({ data: { ...input, createdAt: context.now() } });
  await tx.creditAccount.update({
    where: { tenantId: input.tenantId },
    data: { grantedNano: { increment: input.amountNano }, availableNano: { increment: input.amountNano } },
  });
  await recordAudit(tx, context, {
    tenantId: input.tenantId,
    action: 'credit.grant',
    targetType: 'tenant',
    targetId: input.tenantId,
    after: { reason: input.reason, dollars: formatDollars(input.amountNano) },
  });
}
