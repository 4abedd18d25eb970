import type { TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { notFound } from '../../domain/fault.ts';
import { formatDollars, type NanoDollars } from '../../domain/money.ts';
import { amountSchema } from '../../domain/plan-terms.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';

export const grantCreditInput = z.object({
  tenantId: z.uuid(),
  /** Chosen by the caller: the same grant sent twice is given once. */
  grantId: z.uuid(),
  amountNano: amountSchema.refine((amount) => amount > 0n, 'It must be more than nothing.'),
  /** Why, in the operator's words. */
  note: z.string().trim().min(1, 'Say why.').max(200, 'It must have at most 200 characters.'),
});

/** The operator gives a tenant credit. `given` false: this very grant was given before. */
export async function grantCredit(
  context: SystemContext,
  { tenantId, grantId, amountNano, note }: z.output<typeof grantCreditInput>,
): Promise<{ given: boolean }> {
  return context.database.system.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const tenant = await tx.tenant.findUnique({ where: { id: tenantId }, select: { deletedAt: true } });
    if (!tenant || tenant.deletedAt) throw notFound('tenant');
    const mark = `operator:${grantId}`;
    if (await tx.creditGrant.findFirst({ where: { tenantId, reason: { startsWith: mark } } })) return { given: false };
    await insertGrant(tx, context, { tenantId, reason: `${mark} ${note}`, amountNano, note });
    return { given: true };
  });
}

/** Adds credit once per reason (the reason is unique). Part of a larger transaction. */
export async function insertGrant(
  tx: TenantTransaction,
  context: SystemContext,
  { note, ...input }: { tenantId: string; reason: string; amountNano: NanoDollars; note?: string },
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
    after: { reason: note ?? input.reason, dollars: formatDollars(input.amountNano) },
  });
}
