import { Fault, formatDollars, type NanoDollars, nano, type Principal } from '@gridsky/api/domain';
import type { Pool } from '@gridsky/db';
import type { Call } from './job.ts';
import { holdCredit, holdSpend, readAvailable, type SpendRefusal } from './ledger/credit-holds.ts';

type Cost = {
  /** At list price: what budgets count. */
  listNano: NanoDollars;
  /** What the credit pays. */
  costNano: NanoDollars;
};

/** Credit may come back between a refusal and the look at what is left: then it is asked for again, this often at most. */
const TRIES = 3;

/**
 * Sets aside what a request costs, before its work: of the trial credit, and of the monthly budgets of tenant and key. Returns whether
 * anything is held. At most one round trip for whom it is granted to; none for flat plans without a budget.
 * Errors: `credit_exhausted`, `budget_exceeded`, with what the request costs and what is left.
 */
export async function holdCost(
  pool: Pool,
  principal: Principal,
  call: Pick<Call, 'requestId' | 'receivedAt'>,
  { listNano, costNano }: Cost,
  now: Date,
): Promise<boolean> {
  const { tenantId, keyId } = principal;
  if (costNano > 0n && principal.trialEndsAt !== null && principal.trialEndsAt <= now.getTime()) {
    const day = new Date(principal.trialEndsAt).toISOString().slice(0, 10);
    throw new Fault('credit_exhausted', `The trial ended on ${day}. ${CHOOSE_PLAN}`);
  }
  if (listNano > 0n && principal.hardBudget) {
    // The month is that of the usage row, which bears the instant of arrival.
    const createdAt = call.receivedAt;
    const { requestId } = call;
    const refusal = await holdSpend(pool, { requestId, tenantId, keyId, listNano, creditNano: costNano, createdAt });
    if (refusal) throw refused(refusal, listNano);
    return true;
  }
  if (costNano === 0n) return false;
  const hold = { requestId: call.requestId, tenantId, amountNano: costNano, createdAt: now };
  let leftNano = 0n;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await holdCredit(pool, hold)) return true;
    leftNano = await readAvailable(pool, tenantId);
    if (leftNano < costNano) break;
  }
  throw refused({ by: 'credit', leftNano: nano(leftNano) }, costNano);
}

const CHOOSE_PLAN = 'Choose a plan in the dashboard under Billing to go on.';

function refused(refusal: SpendRefusal, amountNano: NanoDollars): Fault {
  const costs = `This request costs $${formatDollars(amountNano)}`;
  if (refusal.by === 'credit') {
    const left =
      refusal.leftNano === 0n ? 'no credit is left' : `$${formatDollars(refusal.leftNano)} of credit is left`;
    return new Fault('credit_exhausted', `${costs} and ${left}. ${CHOOSE_PLAN}`);
  }
  const whose = refusal.by === 'key' ? 'this key' : 'this account';
  return new Fault(
    'budget_exceeded',
    `${costs} and $${formatDollars(refusal.leftNano)} of the monthly budget of ${whose}, $${formatDollars(refusal.limitNano)}, is left. An owner or admin raises it in the dashboard under Limits; it begins anew on the first of the month, UTC.`,
  );
}
