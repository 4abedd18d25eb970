import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createAccount,
  openTestPlatform,
  TEST_MAIL,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { type BillingPlatform, openBilling } from '../../testing/stripe/billed-tenant.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { listPlans } from '../plan/list-plans.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import type { TenantBillingContext } from './billing-context.ts';
import { cancelSubscription, changeSubscription, keepSubscription } from './change-subscription.ts';
import { getBilling } from './get-billing.ts';
import { listInvoices } from './list-invoices.ts';
import { openPortal } from './open-portal.ts';
import { previewChange } from './preview-change.ts';
import { refreshBilling } from './refresh-billing.ts';
import { reviewAccounts } from './review-accounts.ts';
import { startCheckout } from './start-checkout.ts';
import { syncPrices } from './sync-prices.ts';

let platform: TestPlatform;
let billing: BillingPlatform;
let account: TestAccount;
let owner: TenantBillingContext;

beforeAll(async () => {
  platform = await openTestPlatform();
  billing = await openBilling(platform);
});
beforeEach(async () => {
  account = await createAccount(platform);
  owner = billing.member(account);
});
afterAll(() => platform?.close());

test('a checkout makes no difference until it is paid; then the webhook sets the plan', async () => {
  const { url } = await startCheckout(owner, { planId: 'starter' });
  await billing.deliver();
  expect(await plan()).toBe('trial');
  billing.stripe.payCheckout(url);
  expect(await plan()).toBe('trial');
  await billing.deliver();
  expect(await plan()).toBe('starter');
  expect((await getBilling(owner)).subscription).toMatchObject({ status: 'active', priceMonthlyNano: 19_000_000_000n });
});

test('the same checkout is handed out again while it is open; another plan closes it, so that two are never paid', async () => {
  const first = await startCheckout(owner, { planId: 'starter' });
  expect(await startCheckout(owner, { planId: 'starter' })).toEqual(first);
  const second = await startCheckout(owner, { planId: 'builder' });
  expect(() => billing.stripe.payCheckout(first.url)).toThrow('not open');
  billing.stripe.payCheckout(second.url);
  await billing.deliver();
  expect(await plan()).toBe('builder');
  await expect(startCheckout(owner, { planId: 'scale' })).rejects.toMatchObject({ code: 'conflict' });
});

test('up: at once, and what the preview said is what is charged', async () => {
  await subscribe('starter');
  billing.advanceDays(10);
  const preview = await previewChange(owner, { planId: 'builder' });
  expect(preview).toMatchObject({ takesEffect: 'now', priceMonthlyNano: 79_000_000_000n });
  const { prorationDate } = preview;
  expect(await changeSubscription(owner, { planId: 'builder', prorationDate })).toEqual({
    takesEffect: 'now',
    url: null,
  });
  expect(await plan()).toBe('builder');
  const [newest] = await listInvoices(owner);
  expect(newest).toMatchObject({ status: 'paid', totalNano: preview.dueNowNano });
});

test('up with a card that is refused: the old plan stays until the invoice is paid, and a day later it is as if never asked', async () => {
  await subscribe('starter');
  billing.stripe.setCard(await customer(), 'refused');
  const change = await changeSubscription(owner, { planId: 'scale' });
  expect(change).toMatchObject({ takesEffect: 'payment_needed', url: expect.stringContaining('/i/in_') });
  await billing.deliver();
  expect(await plan()).toBe('starter');
  billing.stripe.setCard(await customer(), 'good');
  billing.stripe.payInvoice(change.url?.split('/').at(-1) ?? '');
  await billing.deliver();
  expect(await plan()).toBe('scale');
});

test('down: at the end of the period, for it is paid until then; keeping takes it back', async () => {
  await subscribe('scale');
  expect(await previewChange(owner, { planId: 'starter' })).toMatchObject({
    takesEffect: 'period_end',
    dueNowNano: 0n,
  });
  await changeSubscription(owner, { planId: 'starter' });
  expect((await getBilling(owner)).subscription).toMatchObject({ planId: 'scale', nextPlanId: 'starter' });
  await keepSubscription(owner);
  expect((await getBilling(owner)).subscription).toMatchObject({ nextPlanId: null });
  await changeSubscription(owner, { planId: 'builder' });
  billing.advanceDays(20);
  await billing.deliver();
  expect(await plan()).toBe('scale');
  billing.advanceDays(12);
  await billing.deliver();
  expect(await plan()).toBe('builder');
  expect((await getBilling(owner)).subscription).toMatchObject({ planId: 'builder', nextPlanId: null });
});

test('cancel, keep, cancel: each is done, and what is paid lasts until its end; then the trial’s rest is what there is', async () => {
  await subscribe('starter');
  await cancelSubscription(owner);
  expect((await getBilling(owner)).subscription).toMatchObject({ cancelAtPeriodEnd: true });
  expect((await getTenant(owner)).subscriptionEndsAt).toEqual((await getBilling(owner)).subscription?.currentPeriodEnd);
  await keepSubscription(owner);
  expect((await getBilling(owner)).subscription).toMatchObject({ cancelAtPeriodEnd: false });
  await cancelSubscription(owner);
  await expect(cancelSubscription(owner)).rejects.toMatchObject({ code: 'conflict' });
  billing.advanceDays(27);
  await billing.deliver();
  expect(await plan()).toBe('starter');
  billing.advanceDays(5);
  await billing.deliver();
  expect(await plan()).toBe('trial');
  expect((await getBilling(owner)).subscription).toMatchObject({ status: 'canceled', cancelAtPeriodEnd: false });
  expect((await getTenant(owner)).subscriptionEndsAt).toBeNull();
  const letters = await mails();
  expect(letters[0]).toContain('has ended');
  // And back again.
  await subscribe('builder');
  expect(await plan()).toBe('builder');
});

test('a renewal that fails: a letter once, the plan for the days of grace, then none; paying brings it back at once', async () => {
  await subscribe('builder');
  const customerId = await customer();
  billing.stripe.setCard(customerId, 'refused');
  billing.advanceDays(31);
  await billing.deliver();
  await billing.deliver(billing.stripe.account.events);
  expect(await plan()).toBe('builder');
  expect((await getTenant(owner)).paymentMissing).toMatchObject({ graceEndsAt: expect.any(Date) });
  expect((await mails()).filter((subject) => subject.includes('failed'))).toHaveLength(1);
  await expect(changeSubscription(owner, { planId: 'scale' })).rejects.toMatchObject({ code: 'conflict' });
  expect((await openPortal(owner, { purpose: 'card' })).url).toContain('/p/session/');

  // No event says that the days are over: the review does.
  billing.advanceDays(7.5);
  await reviewAccounts({ context: billing.jobs, report: console.error });
  expect(await plan()).toBe('trial');
  billing.stripe.setCard(customerId, 'good');
  const [open] = (await listInvoices(owner)).filter(({ status }) => status === 'open');
  billing.stripe.payInvoice(open?.id ?? '');
  await billing.deliver();
  expect(await plan()).toBe('builder');
  expect((await getTenant(owner)).paymentMissing).toBeNull();
});

test('dunning that never succeeds ends the subscription', async () => {
  await subscribe('builder');
  billing.stripe.setCard(await customer(), 'refused');
  billing.advanceDays(60);
  await billing.deliver();
  expect(await plan()).toBe('trial');
  expect((await getBilling(owner)).subscription).toMatchObject({ status: 'canceled' });
});

test('a webhook that was lost heals: by the review, and at once for who comes back from the checkout', async () => {
  const { url } = await startCheckout(owner, { planId: 'starter' });
  billing.stripe.payCheckout(url);
  await refreshBilling(owner);
  expect(await plan()).toBe('starter');
  billing.stripe.account.events.length = 0;
  await cancelSubscription(owner);
  billing.advanceDays(32);
  await reviewAccounts({ context: billing.jobs, report: console.error });
  expect(await plan()).toBe('trial');
});

test('a changed price is for new subscribers: who has subscribed pays what was agreed', async () => {
  const other = await createAccount(platform);
  await subscribe('starter');
  await platform.owner.query("UPDATE plan SET price_monthly_nano = 29000000000 WHERE id = 'starter'");
  const synced = await syncPrices(billing.stripe.client, await listPlans(platform.database));
  expect(synced.prices.filter(({ outcome }) => outcome !== 'unchanged')).toMatchObject([
    { product: 'gridsky_plan_starter', outcome: 'replaced', unitAmountCents: 2_900 },
  ]);
  expect(
    (await syncPrices(billing.stripe.client, await listPlans(platform.database))).prices.map(({ outcome }) => outcome),
  ).toEqual(Array(4).fill('unchanged'));
  billing.advanceDays(31);
  await billing.deliver();
  expect((await getBilling(owner)).subscription).toMatchObject({
    planId: 'starter',
    priceMonthlyNano: 19_000_000_000n,
  });
  expect((await listInvoices(owner))[0]).toMatchObject({ totalNano: 19_000_000_000n });
  owner = billing.member(other);
  account = other;
  await subscribe('starter');
  expect((await getBilling(owner)).subscription).toMatchObject({ priceMonthlyNano: 29_000_000_000n });
});

test('a tenant that the operator has moved is the operator’s: the end of its subscription leaves it where it is', async () => {
  await subscribe('builder');
  await setTenantPlan(platform.system, account.tenantId, 'enterprise');
  await cancelSubscription(owner);
  expect(await getBilling(owner)).toMatchObject({ planSetByOperator: true });
  billing.advanceDays(32);
  await billing.deliver();
  expect(await plan()).toBe('enterprise');
  // Nor may anybody pay for a plan that would not be given.
  await expect(startCheckout(owner, { planId: 'builder' })).rejects.toMatchObject({ code: 'conflict' });
});

test('a tenant about to be deleted is not billed again; a deleted one has no subscription', async () => {
  await subscribe('builder');
  await platform.owner.query('UPDATE tenant SET deletion_due_at = $2 WHERE id = $1', [
    account.tenantId,
    platform.now(),
  ]);
  await reviewAccounts({ context: billing.jobs, report: console.error });
  expect((await getBilling(owner)).subscription).toMatchObject({ status: 'active', cancelAtPeriodEnd: true });
  await platform.owner.query('UPDATE tenant SET deletion_due_at = NULL, deleted_at = $2 WHERE id = $1', [
    account.tenantId,
    platform.now(),
  ]);
  await reviewAccounts({ context: billing.jobs, report: console.error });
  const [row] = (
    await platform.owner.query('SELECT status FROM billing_account WHERE tenant_id = $1', [account.tenantId])
  ).rows;
  expect(row).toEqual({ status: 'canceled' });
});

test('every call that changes something at Stripe carries a key that is derived from what it does', () => {
  expect(billing.stripe.posts.length).toBeGreaterThan(50);
  for (const { path, idempotencyKey } of billing.stripe.posts) {
    expect(idempotencyKey, path).toMatch(/^[a-z-]+:?/);
    expect(idempotencyKey, path).not.toMatch(/^(stripe-node-retry|$)/);
  }
});

async function subscribe(planId: string): Promise<void> {
  const { url } = await startCheckout(owner, { planId });
  billing.stripe.payCheckout(url);
  await billing.deliver();
}

async function plan(): Promise<string> {
  const { rows } = await platform.owner.query('SELECT plan_id FROM tenant WHERE id = $1', [account.tenantId]);
  return rows[0]?.plan_id;
}

async function customer(): Promise<string> {
  const row = await platform.database.system.billingAccount.findUniqueOrThrow({
    where: { tenantId: account.tenantId },
  });
  return row.customerId ?? '';
}

async function mails(): Promise<string[]> {
  const letters = await readMailbox({ ...platform.system, sealer: TEST_MAIL.sealer }, account.email);
  return letters.map(({ subject }) => subject);
}
