import type { TenantTransaction } from '@gridsky/db';
import type { z } from 'zod';
import { setBudgetInput } from '../../domain/budget-form.ts';
import { monthOf } from '../../domain/calendar-month.ts';
import { Fault, notFound } from '../../domain/fault.ts';
import { formatDollars, nano } from '../../domain/money.ts';
import { recordAudit } from '../audit.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { lockTenant } from '../tenant/lock-tenant.ts';
import { recountBudget } from './recount-budgets.ts';

export { setBudgetInput };

type BudgetInput = z.output<typeof setBudgetInput>;
type Thresholds = { softNano: bigint | null; hardNano: bigint | null };

/**
 * Sets or takes off the monthly budget of a key (any plan) or of the tenant (Enterprise). What the month has cost so far counts.
 * Takes effect within a second on every process. Errors: `not_found`, `plan_limit`.
 */
export async function setBudget(context: TenantContext, input: BudgetInput): Promise<void> {
  requirePermission(context, 'budget:write');
  const { tenantId } = context;
  const { keyId, softNano, hardNano } = input;
  await context.database.asTenant(tenantId, async (tx) => {
    const { tenant, planName } = await lockTenant(tx, tenantId);
    if (keyId !== null && !(await tx.apiKey.findUnique({ where: { id: keyId, tenantId, purpose: 'api' } }))) {
      throw notFound('key');
    }
    const sets = softNano !== null || hardNano !== null;
    if (keyId === null && sets && tenant.planId !== 'enterprise') {
      throw new Fault(
        'plan_limit',
        `The ${planName} plan has budgets for single keys; one for the whole tenant comes with Enterprise.`,
      );
    }
    const before = await tx.budget.findFirst({ where: { tenantId, keyId } });
    if ((before?.softNano ?? null) === softNano && (before?.hardNano ?? null) === hardNano) return;
    const data = { softNano, hardNano, updatedAt: context.now() };
    const budget = before
      ? await tx.budget.update({ where: { id: before.id }, data })
      : await tx.budget.create({ data: { tenantId, keyId, ...data } });
    await recountBudget(tx, budget, monthOf(context.now()));
    await forgetTold(tx, budget.id, before, input);
    await recordAudit(tx, context, {
      tenantId,
      action: 'budget.set',
      targetType: keyId === null ? 'tenant' : 'key',
      targetId: keyId ?? tenantId,
      ...(before ? { before: thresholdsForAudit(before) } : {}),
      after: thresholdsForAudit(input),
    });
  });
}

/** A threshold that has moved is told of again when it is reached. */
async function forgetTold(tx: TenantTransaction, budgetId: string, before: Thresholds | null, after: Thresholds) {
  await tx.budgetMonth.updateMany({
    where: { budgetId },
    data: {
      ...(before?.softNano === after.softNano ? {} : { softTold: null }),
      ...(before?.hardNano === after.hardNano ? {} : { hardTold: null, refusedAt: null }),
    },
  });
}

function thresholdsForAudit({ softNano, hardNano }: Thresholds) {
  const dollars = (amount: bigint | null) => (amount === null ? null : formatDollars(nano(amount)));
  return { tellAtDollars: dollars(softNano), budgetDollars: dollars(hardNano) };
}
