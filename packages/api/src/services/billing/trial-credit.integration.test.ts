import { afterAll, beforeAll, expect, test } from 'vitest';
import { cents } from '../../domain/money.ts';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { type BillingPlatform, openBilling } from '../../testing/stripe/billed-tenant.ts';
import { changePlan } from '../plan/change-plan.ts';
import { listPlans } from '../plan/list-plans.ts';
import { getTenant } from '../tenant/get-tenant.ts';
import type { TenantBillingContext } from './billing-context.ts';
import { getBilling } from './get-billing.ts';
import { buyTrialCredit } from './start-checkout.ts';
import { TRIAL_CREDIT } from './stripe-names.ts';
import { syncPrices } from './sync-prices.ts';

const DOLLARS_5 = 5_000_000_000n;

let platform: TestPlatform;
let billing: BillingPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
  billing = await openBilling(platform);
});
afterAll(() => platform?.close());

test('where the trial is sold, a new tenant has no credit and no end; the payment grants it once and begins the days', async () => {
  const buyer = await signUp();
  expect(await getTenant(buyer)).toMatchObject({ trialEndsAt: null, credit: { grantedNano: 0n } });
  expect((await getBilling(buyer)).trialCredit).toEqual({ amountNano: cents(500), days: 14 });
  const { url } = await buyTrialCredit(buyer);
  await billing.deliver();
  expect((await getTenant(buyer)).credit.grantedNano).toBe(0n);

  billing.stripe.payCheckout(url);
  await billing.deliver();
  await billing.deliver(billing.stripe.account.events);
  expect(await getTenant(buyer)).toMatchObject({
    plan: { id: 'trial' },
    trialEndsAt: new Date(platform.now().getTime() + 14 * 86_400_000),
    credit: { grantedNano: DOLLARS_5, availableNano: DOLLARS_5 },
  });
  expect((await getBilling(buyer)).trialCredit).toBeNull();
  await expect(buyTrialCredit(buyer)).rejects.toMatchObject({ code: 'conflict' });
});

test('what was paid is what is granted, and what is sold is what the page shows, though the operator changes the plan meanwhile', async () => {
  const buyer = await signUp();
  const { url } = await buyTrialCredit(buyer);
  await changePlan(platform.system, { planId: 'trial', creditNano: cents(700) });
  billing.stripe.payCheckout(url);
  await billing.deliver();
  expect((await getTenant(buyer)).credit.grantedNano).toBe(DOLLARS_5);

  const late = await signUp();
  expect((await getBilling(late)).trialCredit?.amountNano).toBe(cents(700));
  await expect(buyTrialCredit(late)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('billing sync'),
  });
  await syncPrices(billing.stripe.client, await listPlans(platform.database));
  billing.stripe.payCheckout((await buyTrialCredit(late)).url);
  await billing.deliver();
  expect((await getTenant(late)).credit.grantedNano).toBe(cents(700));
  await changePlan(platform.system, { planId: 'trial', creditNano: cents(500) });
  await syncPrices(billing.stripe.client, await listPlans(platform.database));
});

test('paid twice at the same time: granted once, and the other payment goes back', async () => {
  const buyer = await signUp();
  const { url } = await buyTrialCredit(buyer);
  const { customerId } = await platform.database.system.billingAccount.findUniqueOrThrow({
    where: { tenantId: buyer.tenantId },
  });
  const { client } = billing.stripe;
  const [price] = (await client.prices.list({ lookup_keys: ['gridsky_trial_credit'] })).data;
  const second = await client.checkout.sessions.create({
    mode: 'payment',
    customer: customerId ?? '',
    line_items: [{ price: price?.id ?? '', quantity: 1 }],
    metadata: { gridsky: TRIAL_CREDIT },
  });
  const refunds = () => billing.stripe.posts.filter(({ path }) => path === '/v1/refunds').length;
  const before = refunds();
  billing.stripe.payCheckout(url);
  billing.stripe.payCheckout(second.url ?? '');
  await billing.deliver();
  await billing.deliver(billing.stripe.account.events);
  expect((await getTenant(buyer)).credit.grantedNano).toBe(DOLLARS_5);
  expect(refunds() - before).toBe(1);
});

test('credit that was given is not sold again, and where the trial is free none is sold', async () => {
  const given = { ...billing.member(await createAccount(platform)), trialMode: 'paid' as const };
  expect((await getBilling(given)).trialCredit).toBeNull();
  await expect(buyTrialCredit(given)).rejects.toMatchObject({ code: 'conflict' });
  await expect(buyTrialCredit({ ...(await signUp()), trialMode: 'free' })).rejects.toMatchObject({ code: 'conflict' });
});

async function signUp(): Promise<TenantBillingContext> {
  const system = { ...platform.system, trialMode: 'paid' as const };
  const account = await createAccount({ ...platform, system });
  return { ...billing.member(account), trialMode: 'paid' };
}
