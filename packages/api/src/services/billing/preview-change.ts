import type { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { cents, type NanoDollars, NO_MONEY } from '../../domain/money.ts';
import { requirePermission } from '../context.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';
import { type planInput, requireSoldPlan } from './sold-plan.ts';
import { findPrice, planLookupKey } from './stripe-names.ts';
import { isUp, itemOf } from './subscription-item.ts';

export type ChangePreview = {
  planId: string;
  takesEffect: 'now' | 'period_end';
  /** When: now, or the end of what is paid. */
  at: Date;
  /** Charged at once: the new plan's rest of the period less the old one's. */
  dueNowNano: NanoDollars;
  /** Each month from then on. */
  priceMonthlyNano: NanoDollars;
  /** To be handed to the change, so that what is shown is what is charged. */
  prorationDate: number;
};

/** What a change of plan would cost, as Stripe reckons it. Changes nothing. */
export async function previewChange(
  context: TenantBillingContext,
  { planId }: z.output<typeof planInput>,
): Promise<ChangePreview> {
  requirePermission(context, 'billing:read');
  const stripe = requireStripe(context);
  const { database, tenantId, now } = context;
  const plan = await requireSoldPlan(database.system, planId);
  const account = await database.system.billingAccount.findUnique({ where: { tenantId } });
  if (!account?.subscriptionId) throw new Fault('conflict', 'This tenant has no subscription. Choose a plan first.');
  const [subscription, price] = await Promise.all([
    stripe.subscriptions.retrieve(account.subscriptionId),
    findPrice(stripe, planLookupKey(plan.id), plan.priceMonthlyNano),
  ]);
  const item = itemOf(subscription);
  const shared = { planId, priceMonthlyNano: cents(price.unit_amount ?? 0) };
  const prorationDate = Math.floor(now().getTime() / 1000);
  if (!(await isUp(database.system, account, plan))) {
    const at = new Date(item.current_period_end * 1000);
    return { ...shared, takesEffect: 'period_end', at, dueNowNano: NO_MONEY, prorationDate };
  }
  const invoice = await stripe.invoices.createPreview(
    {
      subscription: subscription.id,
      subscription_details: {
        items: [{ id: item.id, price: price.id }],
        proration_behavior: 'always_invoice',
        proration_date: prorationDate,
      },
    },
    { idempotencyKey: `preview:${subscription.id}:${item.price.id}:${price.id}:${prorationDate}` },
  );
  return { ...shared, takesEffect: 'now', at: now(), dueNowNano: cents(invoice.amount_due), prorationDate };
}
