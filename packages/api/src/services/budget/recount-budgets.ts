import { type Budget, type Database, Prisma, type TenantTransaction } from '@gridsky/db';
import { monthOf, monthSpan } from '../../domain/calendar-month.ts';
import { usageRows } from '../usage/usage-rows.ts';

/**
 * Counts a budget's month anew from the ledger, under the lock of the month's row: what is settled meanwhile waits and is then added,
 * what was settled before is in the rows. Part of a larger transaction.
 */
export async function recountBudget(
  tx: TenantTransaction,
  budget: Pick<Budget, 'id' | 'tenantId' | 'keyId'>,
  month: string,
): Promise<void> {
  const { id, tenantId, keyId } = budget;
  const { start } = monthSpan(month);
  await tx.$executeRaw`
    INSERT INTO budget_month (budget_id, month, tenant_id) VALUES (${id}::uuid, ${start}::date, ${tenantId}::uuid)
    ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT 1 FROM budget_month WHERE budget_id = ${id}::uuid AND month = ${start}::date FOR UPDATE`;
  const own = keyId === null ? Prisma.empty : Prisma.sql`AND key_id = ${keyId}::uuid`;
  await tx.$executeRaw`
    ${usageRows(monthSpan(month), Prisma.sql`tenant_id = ${tenantId}::uuid ${own}`)}
    UPDATE budget_month SET spent_nano = (SELECT coalesce(sum(list_nano), 0) FROM rows), held_nano = (
      SELECT coalesce(sum(amount_nano), 0) FROM budget_hold WHERE budget_id = ${id}::uuid AND month = ${start}::date
    ) WHERE budget_id = ${id}::uuid AND month = ${start}::date`;
}

/**
 * Counts every budget's current month anew, once a minute: requests that were under way when a budget was set are not missed for
 * longer. May run in several processes at once. Returns how many budgets there are.
 */
export async function recountBudgets(database: Database, now: Date): Promise<number> {
  const budgets = await database.system.budget.findMany({
    where: { OR: [{ softNano: { not: null } }, { hardNano: { not: null } }] },
    select: { id: true, tenantId: true, keyId: true },
    orderBy: { id: 'asc' },
  });
  for (const budget of budgets) {
    await database.system.$transaction((tx) => recountBudget(tx, budget, monthOf(now)));
  }
  return budgets.length;
}
