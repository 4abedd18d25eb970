import { monthOf, monthSpan } from '../../domain/calendar-month.ts';
import { type NanoDollars, nano, withNano } from '../../domain/money.ts';
import { requirePermission, type TenantContext } from '../context.ts';

export type BudgetView = {
  /** null: the whole tenant's. */
  keyId: string | null;
  name: string;
  display: string;
  softNano: NanoDollars | null;
  hardNano: NanoDollars | null;
  /** This month at list price, requests under way counted. */
  usedNano: NanoDollars;
  /** The first request that it refused this month. */
  refusedAt: Date | null;
};

/** The tenant's budgets with what this month has come to; the tenant's own first, then by key. */
export async function listBudgets(context: TenantContext): Promise<BudgetView[]> {
  requirePermission(context, 'usage:read');
  const { tenantId } = context;
  const month = monthSpan(monthOf(context.now())).start;
  return context.database.asTenant(tenantId, async (tx) => {
    const set = { OR: [{ softNano: { not: null } }, { hardNano: { not: null } }] };
    const budgets = await tx.budget.findMany({ where: { tenantId, ...set } });
    const months = await tx.budgetMonth.findMany({ where: { tenantId, month } });
    const keys = await tx.apiKey.findMany({
      where: { tenantId, id: { in: budgets.flatMap(({ keyId }) => keyId ?? []) }, revokedAt: null },
      select: { id: true, name: true, display: true },
    });
    return budgets
      .map(withNano)
      .flatMap((budget): BudgetView[] => {
        const { keyId, softNano, hardNano } = budget;
        const key = keys.find(({ id }) => id === keyId);
        // A revoked key spends nothing any more.
        if (keyId !== null && !key) return [];
        const {
          spentNano = 0n,
          heldNano = 0n,
          refusedAt = null,
        } = months.find(({ budgetId }) => budgetId === budget.id) ?? {};
        const { name, display } = key ?? { name: 'All keys together', display: '' };
        return [{ keyId, name, display, softNano, hardNano, usedNano: nano(spentNano + heldNano), refusedAt }];
      })
      .sort((a, b) => Number(a.keyId !== null) - Number(b.keyId !== null) || a.name.localeCompare(b.name));
  });
}
