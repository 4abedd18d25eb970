import type { TenantTransaction } from '@gridsky/db';
import { monthOf, monthSpan } from '../../domain/calendar-month.ts';
import { formatDollars, type NanoDollars } from '../../domain/money.ts';
import type { MailContext } from '../context.ts';
import { tellAdmins } from '../notice/tell-admins.ts';
import { queueWebhook } from '../webhook/queue-webhook.ts';

type Due = {
  budgetId: string;
  tenantId: string;
  tenantName: string;
  keyId: string | null;
  keyName: string | null;
  softNano: NanoDollars | null;
  hardNano: NanoDollars | null;
  usedNano: NanoDollars;
  softDue: boolean;
  hardDue: boolean;
};

/**
 * Tells owners and admins by mail, and the tenant's webhook, that a budget has reached its first threshold, or has refused a request:
 * each once a month, however many processes do this. Returns how many were told of.
 */
export async function tellBudgets(context: MailContext): Promise<number> {
  const { system } = context.database;
  const month = monthSpan(monthOf(context.now())).start;
  const due = await system.$queryRaw<Due[]>`
    SELECT * FROM (
      SELECT b.id AS "budgetId", b.tenant_id AS "tenantId", t.name AS "tenantName", b.key_id AS "keyId", k.name AS "keyName",
        b.soft_nano AS "softNano", b.hard_nano AS "hardNano", m.spent_nano + m.held_nano AS "usedNano",
        m.soft_told IS NULL AND coalesce(m.spent_nano >= b.soft_nano, false) AS "softDue",
        m.hard_told IS NULL AND m.refused_at IS NOT NULL AND b.hard_nano IS NOT NULL AS "hardDue"
      FROM budget_month m JOIN budget b ON b.id = m.budget_id JOIN tenant t ON t.id = b.tenant_id
        LEFT JOIN api_key k ON k.id = b.key_id
      WHERE m.month = ${month}::date AND t.deletion_due_at IS NULL AND (m.soft_told IS NULL OR m.hard_told IS NULL)
    ) d WHERE "softDue" OR "hardDue"`;
  let told = 0;
  for (const budget of due) if (await system.$transaction((tx) => tell(tx, context, month, budget))) told += 1;
  return told;
}

async function tell(tx: TenantTransaction, context: MailContext, month: Date, due: Due): Promise<boolean> {
  const { budgetId, tenantId, tenantName, keyId, hardDue } = due;
  const now = context.now();
  // A budget that refuses has told what its first threshold would: one letter, not two.
  const { count } = await tx.budgetMonth.updateMany({
    where: { budgetId, month, ...(hardDue ? { hardTold: null } : { softTold: null }) },
    data: hardDue ? { hardTold: now, softTold: now } : { softTold: now },
  });
  if (count === 0) return false;
  const dollars = (amount: NanoDollars | null) => (amount === null ? null : formatDollars(amount));
  const whose =
    keyId === null ? `all keys of ${tenantName}` : `the key “${due.keyName ?? 'without a name'}” of ${tenantName}`;
  const used = `$${formatDollars(due.usedNano)} at list price`;
  await tellAdmins(tx, context, tenantId, {
    kind: hardDue ? 'budget_refused' : 'budget_soft_reached',
    subject: hardDue
      ? `${tenantName}: a monthly budget refuses requests`
      : `${tenantName}: a monthly budget has reached its first threshold`,
    paragraphs: hardDue
      ? [
          `The monthly budget of ${whose}, $${dollars(due.hardNano)}, is used: ${used} so far. Requests that would pass it are refused with insufficient_quota (ScaiGrid: BUDGET_EXCEEDED) until it is raised, or until the first of the month (UTC).`,
        ]
      : [`This month ${whose} has come to ${used}; you asked to be told at $${dollars(due.softNano)}.`],
    link: { label: 'See budgets', path: '/limits#budgets' },
  });
  await queueWebhook(tx, context, {
    tenantId,
    event: hardDue ? 'budget.refused' : 'budget.soft_reached',
    data: {
      key_id: keyId,
      month: monthOf(month),
      used_usd: dollars(due.usedNano),
      tell_at_usd: dollars(due.softNano),
      budget_usd: dollars(due.hardNano),
    },
  });
  return true;
}
