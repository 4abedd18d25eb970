import type { Plan } from '@gridsky/db';
import { type NanoDollars, nano, type WithNano, withNano } from '../../domain/money.ts';
import { isLive } from '../../domain/subscription.ts';
import { requirePermission } from '../context.ts';
import type { TenantBillingContext } from './billing-context.ts';
import { isSetByOperator } from './set-by-operator.ts';

export type SubscriptionView = {
  status: string;
  planId: string;
  priceMonthlyNano: NanoDollars;
  currentPeriodEnd: Date;
  cancelAtPeriodEnd: boolean;
  nextPlanId: string | null;
  graceEndsAt: Date | null;
};

/** A plan that is sold here, with what somebody who chooses wants to compare. */
export type SoldPlan = Pick<
  Plan,
  | 'id'
  | 'name'
  | 'position'
  | 'models'
  | 'requestsPerMinuteTenantMax'
  | 'tokensPerMinuteTenantMax'
  | 'keysMax'
  | 'membersMax'
> & { priceMonthlyNano: NanoDollars };

export type BillingView = {
  /** false: no keys of Stripe are set; the operator sets plans. */
  takesPayments: boolean;
  /** There is a customer at Stripe: a card, an address and invoices may be there. */
  isCustomer: boolean;
  /** What lives or lived last; null: none ever began. */
  subscription: SubscriptionView | null;
  /** By contract, or other than its subscription gives: it isn't changed here. */
  planSetByOperator: boolean;
  plans: SoldPlan[];
  /** The trial's credit, for sale to this tenant, which has not had it; null: it is not. */
  trialCredit: { amountNano: NanoDollars; days: number | null } | null;
};

/** What the Billing page shows, as Stripe was last read. */
export async function getBilling(context: TenantBillingContext): Promise<BillingView> {
  requirePermission(context, 'billing:read');
  const { tenantId } = context;
  const { tenant, plans, given } = await context.database.asTenant(tenantId, async (tx) => ({
    tenant: await tx.tenant.findUniqueOrThrow({ where: { id: tenantId }, include: { billing: true, plan: true } }),
    plans: await tx.plan.findMany({ orderBy: { position: 'asc' } }),
    given: await tx.creditGrant.findUnique({ where: { reason: `plan:${tenantId}` } }),
  }));
  const { billing, plan } = tenant;
  const takesPayments = context.billing.stripe !== null;
  return {
    takesPayments,
    isCustomer: Boolean(billing?.customerId),
    subscription: subscriptionView(billing && withNano(billing)),
    planSetByOperator: isSetByOperator(plan, billing),
    plans: plans.flatMap((one) => toSoldPlan(withNano(one))),
    trialCredit:
      takesPayments && context.trialMode === 'paid' && plan.metered && !given && !billing?.trialCreditSessionId
        ? { amountNano: nano(plan.creditNano), days: plan.trialDays }
        : null,
  };
}

function toSoldPlan(plan: WithNano<Plan>): SoldPlan[] {
  const { id, name, position, models, priceMonthlyNano } = plan;
  const { requestsPerMinuteTenantMax, tokensPerMinuteTenantMax, keysMax, membersMax } = plan;
  if (!priceMonthlyNano) return [];
  const limits = { requestsPerMinuteTenantMax, tokensPerMinuteTenantMax, keysMax, membersMax };
  return [{ id, name, position, models, priceMonthlyNano, ...limits }];
}

function subscriptionView(row: { [Name in keyof SubscriptionView]: SubscriptionView[Name] | null } | null) {
  if (!row?.status || !row.planId || row.priceMonthlyNano === null || !row.currentPeriodEnd) return null;
  const { status, planId, priceMonthlyNano, currentPeriodEnd, nextPlanId, graceEndsAt } = row;
  const cancelAtPeriodEnd = row.cancelAtPeriodEnd === true && isLive({ status });
  return { status, planId, priceMonthlyNano, currentPeriodEnd, cancelAtPeriodEnd, nextPlanId, graceEndsAt };
}
