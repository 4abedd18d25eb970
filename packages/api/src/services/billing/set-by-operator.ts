import type { BillingAccount, Plan } from '@gridsky/db';

/** A plan by contract, or one into which the operator has moved a tenant whose subscription gives another: nobody may pay for what then does nothing. */
export function isSetByOperator(
  plan: Pick<Plan, 'id' | 'priceMonthlyNano'>,
  account: Pick<BillingAccount, 'appliedPlanId'> | null,
): boolean {
  return plan.priceMonthlyNano === null || Boolean(account?.appliedPlanId && account.appliedPlanId !== plan.id);
}
