import type { TenantTransaction } from '@gridsky/db';
import { Fault } from '../../domain/fault.ts';
import { type NanoDollars, nano } from '../../domain/money.ts';
import { recordAudit } from '../audit.ts';
import type { SystemContext } from '../context.ts';
import { insertGrant } from '../credit/grant-credit.ts';

/** Inserts a tenant with its credit account, and the plan's own credit if it has any. Part of a larger transaction. */
export async function insertTenant(
  tx: TenantTransaction,
  context: SystemContext,
  input: { name: string; planId: string; creditNano?: NanoDollars },
): Promise<string> {
  const plan = await tx.plan.findUnique({ where: { id: input.planId } });
  if (!plan) {
    const plans = await tx.plan.findMany({ orderBy: { position: 'asc' }, select: { id: true } });
    throw new Fault(
      'invalid',
      `There is no plan "${input.planId}". Choose one of: ${plans.map((p) => p.id).join(', ')}.`,
      { param: 'plan' },
    );
  }
  const createdAt = context.now();
  // Credit that is sold is granted, and its days begin, when it is paid.
  const sold = context.trialMode === 'paid' && plan.metered && input.creditNano === undefined;
  const trialEndsAt =
    plan.trialDays === null || sold ? null : new Date(createdAt.getTime() + plan.trialDays * 86_400_000);
  const tenant = await tx.tenant.create({ data: { name: input.name, planId: plan.id, trialEndsAt, createdAt } });
  await tx.creditAccount.create({ data: { tenantId: tenant.id } });
  const creditNano = input.creditNano ?? nano(sold ? 0n : plan.creditNano);
  if (creditNano > 0n)
    await insertGrant(tx, context, { tenantId: tenant.id, reason: `plan:${tenant.id}`, amountNano: creditNano });
  await recordAudit(tx, context, {
    tenantId: tenant.id,
    action: 'tenant.create',
    targetType: 'tenant',
    targetId: tenant.id,
    after: { name: tenant.name, plan: plan.id },
  });
  return tenant.id;
}
