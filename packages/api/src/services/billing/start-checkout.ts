import type { BillingAccount, TenantTransaction } from '@gridsky/db';
import type Stripe from 'stripe';
import type { z } from 'zod';
import { Fault } from '../../domain/fault.ts';
import { isLive } from '../../domain/subscription.ts';
import { requireStripe, type TenantBillingContext } from './billing-context.ts';
import { inUsersTurn } from './billing-turn.ts';
import { ensureCustomer } from './ensure-customer.ts';
import { isSetByOperator } from './set-by-operator.ts';
import { type planInput, requireSoldPlan } from './sold-plan.ts';
import { findPrice, planLookupKey, TRIAL_CREDIT, TRIAL_CREDIT_LOOKUP_KEY } from './stripe-names.ts';
import { syncInTurn } from './sync-account.ts';
import { noteWish, type Redirect } from './wish.ts';

/** Begins the payment of a first subscription, on Stripe's own page. */
export async function startCheckout(
  context: TenantBillingContext,
  { planId }: z.output<typeof planInput>,
): Promise<Redirect> {
  return inUsersTurn(context, async (tx, account, key) => {
    const plan = await requireSoldPlan(tx, planId);
    await noteWish(tx, context, 'billing.start_checkout', { plan: plan.id });
    const present = await syncInTurn(tx, context, account);
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: context.tenantId }, include: { plan: true } });
    refuseDeleted(tenant);
    if (isSetByOperator(tenant.plan, present)) {
      throw new Fault('conflict', 'The operator has set the plan of this tenant. Ask the operator for another one.');
    }
    if (present.status && isLive({ status: present.status })) {
      throw new Fault(
        'conflict',
        'This tenant has a subscription already. Reload the page and change its plan instead.',
      );
    }
    const price = await findPrice(requireStripe(context), planLookupKey(plan.id), plan.priceMonthlyNano);
    return openCheckout(tx, context, present, key(`checkout:${price.id}`), {
      mode: 'subscription',
      line_items: [{ price: price.id, quantity: 1 }],
      metadata: { gridsky: 'subscription', gridsky_price: price.id },
      subscription_data: { metadata: { gridsky_tenant: context.tenantId } },
      allow_promotion_codes: true,
    });
  });
}

/** With TRIAL_MODE=paid: begins the payment of the trial's credit. Once a tenant. */
export async function buyTrialCredit(context: TenantBillingContext): Promise<Redirect> {
  return inUsersTurn(context, async (tx, account, key) => {
    if (context.trialMode !== 'paid') throw new Fault('conflict', 'The trial is free here: its credit is not sold.');
    await noteWish(tx, context, 'billing.buy_credit', {});
    const present = await syncInTurn(tx, context, account);
    const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: context.tenantId }, include: { plan: true } });
    refuseDeleted(tenant);
    if (present.trialCreditSessionId) throw new Fault('conflict', 'This tenant has bought its trial credit already.');
    const given = await tx.creditGrant.findUnique({ where: { reason: `plan:${context.tenantId}` } });
    if (given) throw new Fault('conflict', 'This tenant was given its trial credit: there is no second one.');
    if (!tenant.plan.metered) throw new Fault('conflict', 'The plan of this tenant is flat: it needs no credit.');
    const price = await findPrice(requireStripe(context), TRIAL_CREDIT_LOOKUP_KEY, tenant.plan.creditNano);
    return openCheckout(tx, context, present, key(`credit:${price.id}`), {
      mode: 'payment',
      line_items: [{ price: price.id, quantity: 1 }],
      metadata: { gridsky: TRIAL_CREDIT, gridsky_price: price.id },
      invoice_creation: { enabled: true },
    });
  });
}

/** How soon a checkout whose webhook is lost is looked for. */
const REVIEW_AFTER_MS = 10 * 60_000;

/** Opens a checkout, or hands out again the one that is open for the same thing. Any other is closed: two could both be paid. */
async function openCheckout(
  tx: TenantTransaction,
  context: TenantBillingContext,
  account: BillingAccount,
  idempotencyKey: string,
  terms: Stripe.Checkout.SessionCreateParams & { metadata: Record<string, string> },
): Promise<Redirect> {
  const stripe = requireStripe(context);
  const customer = await ensureCustomer(tx, context, account);
  const open = await stripe.checkout.sessions.list({ customer, status: 'open', limit: 100 });
  for (const session of open.data) {
    const { url, metadata } = session;
    const same =
      metadata?.gridsky === terms.metadata.gridsky && metadata?.gridsky_price === terms.metadata.gridsky_price;
    if (same && url) return { url };
    await stripe.checkout.sessions.expire(session.id, {}, { idempotencyKey: `expire:${session.id}` });
  }
  const { publicUrl } = context.mail;
  const { url } = await stripe.checkout.sessions.create(
    {
      ...terms,
      customer,
      client_reference_id: context.tenantId,
      success_url: `${publicUrl}/billing?checkout=done`,
      cancel_url: `${publicUrl}/billing`,
      tax_id_collection: { enabled: true },
      customer_update: { name: 'auto', address: 'auto' },
    },
    { idempotencyKey },
  );
  if (!url) throw new Error('Stripe opened a checkout without an address');
  const reviewAt = new Date(context.now().getTime() + REVIEW_AFTER_MS);
  await tx.billingAccount.update({ where: { tenantId: context.tenantId }, data: { reviewAt } });
  return { url };
}

function refuseDeleted({ deletionDueAt }: { deletionDueAt: Date | null }): void {
  if (deletionDueAt) throw new Fault('conflict', 'This tenant is about to be deleted. Keep it under Settings first.');
}
