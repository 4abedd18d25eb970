import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PLANS } from '../../domain/plan.ts';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { GRACE_DAYS } from '../../testing/stripe/billed-tenant.ts';
import { openLocalStripe } from '../../testing/stripe/local-stripe.ts';
import { listPlans } from '../plan/list-plans.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import type { TenantBillingContext } from './billing-context.ts';
import { cancelSubscription, changeSubscription, keepSubscription } from './change-subscription.ts';
import { getBilling } from './get-billing.ts';
import { listInvoices } from './list-invoices.ts';
import { openPortal } from './open-portal.ts';
import { previewChange } from './preview-change.ts';
import { refreshBilling } from './refresh-billing.ts';
import { buyTrialCredit, startCheckout } from './start-checkout.ts';
import { findPrice, planLookupKey } from './stripe-names.ts';
import { syncPrices } from './sync-prices.ts';

const secretKey = process.env.STRIPE_SECRET_KEY ?? '';
const isTestKey = /^(sk|rk)_test_/.test(secretKey);
const DAY_S = 86_400;

// The same calls to both: what the local Stripe answers is what Stripe answers. Only calls that both have, so no page is opened:
// a subscription is made by its API in place of a checkout that somebody pays.
describe.each([
  { name: 'the local Stripe', open: () => openLocalStripe().client, skipped: false },
  {
    // A live key would be charged: never.
    name: isTestKey ? 'Stripe itself' : 'Stripe itself (skipped: STRIPE_SECRET_KEY is no sk_test_… key)',
    open: () => new Stripe(secretKey),
    skipped: !isTestKey,
  },
])('$name', ({ open, skipped }) => {
  let platform: TestPlatform;
  let stripe: Stripe;
  let account: TestAccount;
  let payer: TenantBillingContext;
  let clock: Stripe.TestHelpers.TestClock;
  let customer: string;

  beforeAll(async () => {
    if (skipped) return;
    platform = await openTestPlatform();
    stripe = open();
    await syncPrices(stripe, await listPlans(platform.database));
  });
  beforeEach(async () => {
    if (skipped) return;
    account = await createAccount(platform);
    // Test clocks begin near the present; the platform's own is far away and decides nothing here but days of grace.
    clock = await stripe.testHelpers.testClocks.create({ frozen_time: Math.floor(Date.now() / 1000) });
    customer = (await stripe.customers.create({ test_clock: clock.id })).id;
    await platform.database.system.billingAccount.create({
      data: { tenantId: account.tenantId, customerId: customer },
    });
    const now = () => new Date(clock.frozen_time * 1000);
    payer = { ...account.context, now, billing: { stripe, graceDays: GRACE_DAYS } };
    await useCard('pm_card_visa');
  });
  afterAll(async () => {
    await platform?.close();
  });

  test.skipIf(skipped)('subscribe, preview, up, down, keep, cancel, renew, end', { timeout: 300_000 }, async () => {
    await subscribe('starter');
    expect((await getTenant(payer)).plan.id).toBe('starter');
    expect((await listInvoices(payer))[0]).toMatchObject({ status: 'paid', totalNano: 19_000_000_000n });

    const preview = await previewChange(payer, { planId: 'builder' });
    expect(preview).toMatchObject({ takesEffect: 'now', dueNowNano: 60_000_000_000n });
    const { prorationDate } = preview;
    expect(await changeSubscription(payer, { planId: 'builder', prorationDate })).toMatchObject({ takesEffect: 'now' });
    expect((await getTenant(payer)).plan.id).toBe('builder');
    expect((await listInvoices(payer))[0]).toMatchObject({ status: 'paid', totalNano: preview.dueNowNano });

    await changeSubscription(payer, { planId: 'starter' });
    expect((await getBilling(payer)).subscription).toMatchObject({ planId: 'builder', nextPlanId: 'starter' });
    await keepSubscription(payer);
    await cancelSubscription(payer);
    expect((await getBilling(payer)).subscription).toMatchObject({ nextPlanId: null, cancelAtPeriodEnd: true });
    await keepSubscription(payer);
    await changeSubscription(payer, { planId: 'starter' });
    await advanceDays(32);
    expect((await getBilling(payer)).subscription).toMatchObject({ planId: 'starter', nextPlanId: null });
    expect((await getTenant(payer)).plan.id).toBe('starter');
    await cancelSubscription(payer);
    await advanceDays(32);
    expect((await getBilling(payer)).subscription?.status).toBe('canceled');
    expect((await getTenant(payer)).plan.id).toBe('trial');
  });

  test.skipIf(skipped)('a card that fails: up waits for it, a renewal is owed', { timeout: 300_000 }, async () => {
    await subscribe('starter');
    await useCard('pm_card_chargeCustomerFail');
    expect(await changeSubscription(payer, { planId: 'builder' })).toMatchObject({
      takesEffect: 'payment_needed',
      url: expect.stringMatching(/^https?:/),
    });
    expect((await getTenant(payer)).plan.id).toBe('starter');
    await advanceDays(32);
    expect((await getBilling(payer)).subscription?.status).toBe('past_due');
    expect((await getTenant(payer)).paymentMissing?.graceEndsAt.getTime()).toBeGreaterThan(
      payer.now().getTime() - 2 * DAY_S * 1000,
    );
  });

  test.skipIf(skipped)('its pages open: checkout, credit, portal', { timeout: 60_000 }, async () => {
    expect((await startCheckout(payer, { planId: 'scale' })).url).toMatch(/^https?:/);
    const other = await createAccount({ ...platform, system: { ...platform.system, trialMode: 'paid' } });
    const buyer = { ...payer, ...other.context, now: payer.now, billing: payer.billing, trialMode: 'paid' as const };
    expect((await buyTrialCredit(buyer)).url).toMatch(/^https?:/);
    expect((await openPortal(payer, { purpose: 'card' })).url).toMatch(/^https?:/);
    expect((await openPortal(payer, { purpose: 'details' })).url).toMatch(/^https?:/);
  });

  async function useCard(method: string): Promise<void> {
    const { id } = await stripe.paymentMethods.attach(method, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: id } });
  }

  async function subscribe(planId: string): Promise<void> {
    const { id: price } = await findPrice(
      stripe,
      planLookupKey(planId),
      PLANS.find(({ id }) => id === planId)?.priceMonthlyNano ?? null,
    );
    await stripe.subscriptions.create({ customer, items: [{ price }] });
    await refreshBilling(payer);
  }

  async function advanceDays(days: number): Promise<void> {
    clock = await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: clock.frozen_time + days * DAY_S });
    const ready = async () => {
      clock = await stripe.testHelpers.testClocks.retrieve(clock.id);
      return clock.status;
    };
    await expect.poll(ready, { timeout: 120_000, interval: 500 }).toBe('ready');
    await refreshBilling(payer);
  }
});
