import type { TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { Fault, notFound } from '../../domain/fault.ts';
import { formatDollars, type NanoDollars, nano } from '../../domain/money.ts';
import { amountSchema } from '../../domain/plan-terms.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { forgetTrialMarks } from '../trial/forget-trial-marks.ts';

export const grantCreditInput = z.object({
  tenantId: z.uuid(),
  /** Chosen by the caller: the same grant sent twice is given once. */
  grantId: z.uuid(),
  amountNano: amountSchema.refine((amount) => amount > 0n, 'It must be more than nothing.'),
  /** For trials: the end becomes so many days from now, unless it is later already. */
  days: z
    .int({ error: 'Enter whole days.' })
    .min(1, 'It must be at least 1 day.')
    .max(3_650, 'It must be at most 3,650 days.')
    .optional(),
  /** Why, in the operator's words. */
  note: z.string().trim().min(1, 'Say why.').max(200, 'It must have at most 200 characters.'),
});

export type GrantOutcome = {
  /** false: this very grant was given before. */
  given: boolean;
  /** When the trial ends; null: never. Past: the credit pays nothing until it is moved. */
  trialEndsAt: Date | null;
};

/** The operator gives a tenant credit, and a trial that has ended the days to use it in. Errors: `conflict` for an id of another grant. */
export async function grantCredit(
  context: SystemContext,
  { tenantId, grantId, amountNano, days, note }: z.output<typeof grantCreditInput>,
): Promise<GrantOutcome> {
  return context.database.system.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM tenant WHERE id = ${tenantId}::uuid FOR NO KEY UPDATE`;
    const tenant = await tx.tenant.findUnique({
      where: { id: tenantId },
      select: { deletedAt: true, trialEndsAt: true },
    });
    if (!tenant || tenant.deletedAt) throw notFound('tenant');
    const mark = `operator:${grantId}`;
    const earlier = await tx.creditGrant.findFirst({ where: { tenantId, reason: { startsWith: mark } } });
    if (earlier) {
      refuseOther(nano(earlier.amountNano), amountNano);
      return { given: false, trialEndsAt: tenant.trialEndsAt };
    }
    const trialEndsAt = laterEnd(tenant.trialEndsAt, days, context.now());
    await tx.tenant.update({ where: { id: tenantId }, data: { trialEndsAt } });
    await insertGrant(tx, context, {
      tenantId,
      reason: `${mark} ${note}`,
      amountNano,
      note,
      ...(days ? { trialEndsAt } : {}),
    });
    await forgetTrialMarks(tx, context, tenantId);
    return { given: true, trialEndsAt };
  });
}

function refuseOther(given: NanoDollars, asked: NanoDollars): void {
  if (given === asked) return;
  throw new Fault(
    'conflict',
    `Under this grant id $${formatDollars(given)} were given before. Use another id for another grant.`,
  );
}

/** A trial without an end stays without one; nobody loses days. */
function laterEnd(end: Date | null, days: number | undefined, now: Date): Date | null {
  if (end === null || days === undefined) return end;
  return new Date(Math.max(end.getTime(), now.getTime() + days * 86_400_000));
}

/** Adds credit once per reason (the reason is unique). Part of a larger transaction. */
export async function insertGrant(
  tx: TenantTransaction,
  context: SystemContext,
  {
    note,
    trialEndsAt,
    ...input
  }: { tenantId: string; reason: string; amountNano: NanoDollars; note?: string; trialEndsAt?: Date | null },
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
    after: {
      reason: note ?? input.reason,
      dollars: formatDollars(input.amountNano),
      ...(trialEndsAt ? { trialEndsAt: trialEndsAt.toISOString() } : {}),
    },
  });
}
