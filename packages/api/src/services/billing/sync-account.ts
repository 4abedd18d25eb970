import type { BillingAccount, TenantTransaction } from '@gridsky/db';
import type Stripe from 'stripe';
import { entitledPlan, graceEnd, isLive, type Subscription } from '../../domain/subscription.ts';
import { recordAudit } from '../audit.ts';
import { insertGrant } from '../credit/grant-credit.ts';
import { movePlan } from '../operator/change-tenant.ts';
import { forgetTrialMarks } from '../trial/forget-trial-marks.ts';
import { type BillingContext, requireStripe } from './billing-context.ts';
import { queueBillingMail } from './billing-letters.ts';
import { inBillingTurn } from './billing-turn.ts';
import { readStripeState, type StripeState } from './read-stripe-state.ts';

const HOUR_MS = 3_600_000;
/** A lost webhook heals after this long at the latest. */
const REVIEW_LIVE_HOURS = 6;
const REVIEW_OTHERS_HOURS = 24;

/** Reads a tenant's state at Stripe and applies it, with all that waits to be applied of it, in one transaction. */
export async function syncAccount(context: BillingContext, tenantId: string): Promise<void> {
  const asSystem: BillingContext = { ...context, actor: { type: 'system' }, ip: null };
  await inBillingTurn(asSystem, tenantId, (tx, account) => syncInTurn(tx, asSystem, account));
}

/** The same inside a turn that is under way. Returns the account as it is now. */
export async function syncInTurn(
  tx: TenantTransaction,
  context: BillingContext,
  account: BillingAccount,
): Promise<BillingAccount> {
  const { tenantId, customerId } = account;
  if (!customerId) return account;
  const system: BillingContext = { ...context, actor: { type: 'system' }, ip: null };
  const stripe = requireStripe(context);
  // Asked before Stripe is: what comes while Stripe answers may not be in the answer and stays to be done.
  const waiting = await tx.stripeEvent.findMany({ where: { customerId, appliedAt: null }, select: { id: true } });
  await endForDeletedTenant(tx, stripe, account);
  const state = await readStripeState(stripe, customerId);
  await endSurplus(stripe, state);
  const credited = await grantCredit(tx, system, stripe, account, state);
  const appliedPlanId = await applyPlan(tx, system, account, state.subscription);
  const data = { ...accountData(state.subscription, system), appliedPlanId, trialCreditSessionId: credited };
  const after = await tx.billingAccount.update({ where: { tenantId }, data });
  await noteChange(tx, system, account, after);
  await queueBillingMail(tx, system, account, after);
  await tx.stripeEvent.updateMany({
    where: { id: { in: waiting.map(({ id }) => id) } },
    data: { appliedAt: system.now(), lastError: null },
  });
  return after;
}

function accountData(subscription: Subscription | null, { now, billing }: BillingContext) {
  const at = now();
  const graceEndsAt = subscription && graceEnd(subscription, billing.graceDays);
  const hours = subscription && isLive(subscription) ? REVIEW_LIVE_HOURS : REVIEW_OTHERS_HOURS;
  const review = at.getTime() + hours * HOUR_MS;
  return {
    subscriptionId: subscription?.id ?? null,
    status: subscription?.status ?? null,
    planId: subscription?.planId ?? null,
    priceMonthlyNano: subscription?.priceMonthlyNano ?? null,
    currentPeriodEnd: subscription?.currentPeriodEnd ?? null,
    cancelAtPeriodEnd: subscription?.cancelAtPeriodEnd ?? false,
    nextPlanId: subscription?.nextPlanId ?? null,
    pastDueSince: subscription?.pastDueSince ?? null,
    graceEndsAt,
    syncedAt: at,
    reviewAt: new Date(graceEndsAt && graceEndsAt > at ? Math.min(review, graceEndsAt.getTime()) : review),
  };
}

/** Moves the tenant when what it is entitled to has changed, unless the operator has moved it since. */
async function applyPlan(
  tx: TenantTransaction,
  context: BillingContext,
  { tenantId, appliedPlanId }: BillingAccount,
  subscription: Subscription | null,
): Promise<string | null> {
  const entitled = entitledPlan(subscription, context.now(), context.billing.graceDays);
  if (entitled === null || entitled === appliedPlanId) return appliedPlanId;
  const tenant = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  const movedByOperator = appliedPlanId !== null && tenant.planId !== appliedPlanId;
  if (!movedByOperator && tenant.planId !== entitled && !tenant.deletedAt) {
    await movePlan(tx, context, tenantId, entitled);
  }
  return entitled;
}

/** The trial's credit for the first payment of it; a second payment, made at the same time, goes back. */
async function grantCredit(
  tx: TenantTransaction,
  context: BillingContext,
  stripe: Stripe,
  { tenantId, trialCreditSessionId }: BillingAccount,
  { creditPayments }: StripeState,
): Promise<string | null> {
  const [first] = creditPayments;
  const sessionId = trialCreditSessionId ?? first?.sessionId ?? null;
  for (const payment of creditPayments) {
    if (payment.sessionId === sessionId || !payment.paymentIntentId) continue;
    await stripe.refunds.create(
      { payment_intent: payment.paymentIntentId, reason: 'duplicate' },
      { idempotencyKey: `refund:${payment.sessionId}` },
    );
  }
  if (trialCreditSessionId || !first) return sessionId;
  const trial = await tx.plan.findUniqueOrThrow({ where: { id: 'trial' } });
  await insertGrant(tx, context, { tenantId, reason: `stripe:${first.sessionId}`, amountNano: first.amountNano });
  // Bought credit lasts as long as given credit, counted from the payment.
  const trialEndsAt = new Date(context.now().getTime() + (trial.trialDays ?? 0) * 24 * HOUR_MS);
  if (trial.trialDays !== null) await tx.tenant.update({ where: { id: tenantId }, data: { trialEndsAt } });
  await forgetTrialMarks(tx, context, tenantId);
  return first.sessionId;
}

/** Nobody pays twice: of two subscriptions that were started at once, one is ended and what was paid for it comes back as credit. */
async function endSurplus(stripe: Stripe, { surplus }: StripeState): Promise<void> {
  for (const id of surplus) {
    await stripe.subscriptions.cancel(id, { prorate: true, invoice_now: true }, { idempotencyKey: `surplus:${id}` });
  }
}

/** A tenant that is about to be deleted is not billed again; one that is deleted has no subscription. */
async function endForDeletedTenant(
  tx: TenantTransaction,
  stripe: Stripe,
  { tenantId, subscriptionId, status, cancelAtPeriodEnd, revision }: BillingAccount,
): Promise<void> {
  if (!subscriptionId || !status || !isLive({ status })) return;
  const { deletedAt, deletionDueAt } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  if (deletedAt) {
    await stripe.subscriptions.cancel(subscriptionId, {}, { idempotencyKey: `deleted:${subscriptionId}` });
  } else if (deletionDueAt && !cancelAtPeriodEnd) {
    await stripe.subscriptions.update(
      subscriptionId,
      { cancel_at_period_end: true },
      { idempotencyKey: `deleting:${subscriptionId}:${revision}:${deletionDueAt.getTime()}` },
    );
  }
}

async function noteChange(
  tx: TenantTransaction,
  context: BillingContext,
  before: BillingAccount,
  after: BillingAccount,
): Promise<void> {
  const [was, is] = [auditFacts(before), auditFacts(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return;
  await recordAudit(tx, context, {
    tenantId: after.tenantId,
    action: 'subscription.update',
    targetType: 'subscription',
    targetId: after.subscriptionId ?? before.subscriptionId ?? after.tenantId,
    before: was,
    after: is,
  });
}

function auditFacts({ status, planId, nextPlanId, cancelAtPeriodEnd }: BillingAccount) {
  return { status, plan: planId, nextPlan: nextPlanId, cancelAtPeriodEnd };
}
