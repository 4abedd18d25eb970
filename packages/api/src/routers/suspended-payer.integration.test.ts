import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMailThrottle } from '../services/account/mail-throttle.ts';
import { createSignInThrottle } from '../services/account/sign-in-throttle.ts';
import { getBilling } from '../services/billing/get-billing.ts';
import { startCheckout } from '../services/billing/start-checkout.ts';
import { setTenantSuspended } from '../services/operator/change-tenant.ts';
import { createCodeThrottle } from '../services/second-factor/code-throttle.ts';
import { checkSession } from '../services/session/check-session.ts';
import { startSession } from '../services/session/start-session.ts';
import { type Answer, callProcedure } from '../testing/call-procedure.ts';
import {
  createAccount,
  openTestPlatform,
  TEST_MAIL,
  TEST_REMOTE,
  type TestAccount,
  type TestPlatform,
} from '../testing/platform.ts';
import { type BillingPlatform, openBilling } from '../testing/stripe/billed-tenant.ts';

let platform: TestPlatform;
let billing: BillingPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
  billing = await openBilling(platform);
  account = await createAccount(platform);
  const { url } = await startCheckout(billing.member(account), { planId: 'starter' });
  billing.stripe.payCheckout(url);
  await billing.deliver();
  await setTenantSuspended(platform.system, account.tenantId, true);
});
afterAll(() => platform?.close());

test('a suspended tenant may change its card, and cancel: Stripe takes no more once the period is over', async () => {
  const portal = await call('billing.openPortal', { purpose: 'card' });
  expect(portal).toMatchObject({ status: 200, body: expect.stringContaining('http') });
  expect((await call('billing.cancel')).status).toBe(200);
  expect((await getBilling(billing.member(account))).subscription).toMatchObject({ cancelAtPeriodEnd: true });
  const paid = (await billing.stripe.client.invoices.list()).data.length;
  billing.advanceDays(40);
  await billing.deliver();
  expect((await billing.stripe.client.invoices.list()).data).toHaveLength(paid);
  expect((await getBilling(billing.member(account))).subscription).toMatchObject({ status: 'canceled' });
});

test.each([
  ['billing.keep', undefined],
  ['billing.startCheckout', { planId: 'builder' }],
  ['billing.changePlan', { planId: 'builder' }],
  ['billing.buyCredit', undefined],
])('%s is refused in a suspended tenant: nobody pays for what is refused', async (path, input) => {
  const answer = await call(path, input);
  expect(answer.status).toBe(403);
  expect(answer.body).toContain('change nothing but cancel the subscription and change the card');
});

test.each(['billing.cancel', 'billing.refresh'])('%s still asks for the role', async (path) => {
  await platform.database.system.membership.updateMany({
    where: { tenantId: account.tenantId },
    data: { role: 'member' },
  });
  const answer = await call(path);
  await platform.database.system.membership.updateMany({
    where: { tenantId: account.tenantId },
    data: { role: 'owner' },
  });
  expect(answer.status).toBe(403);
  expect(answer.body).toContain('role');
});

/** As the tenant's owner, signed in. */
async function call(path: string, input?: unknown): Promise<Answer> {
  const { sessionId } = await startSession(platform.system, { userId: account.userId, userAgent: null });
  return callProcedure(
    {
      database: platform.database,
      user: await checkSession(platform.system, sessionId),
      tenantId: account.tenantId,
      ip: null,
      requestId: 'req_1',
      signInThrottle: createSignInThrottle(),
      mailThrottle: createMailThrottle(),
      codeThrottle: createCodeThrottle(),
      mail: TEST_MAIL,
      billing: billing.member(account).billing,
      trialMode: 'free',
      remote: TEST_REMOTE,
      keepSession: async () => {},
      now: platform.now,
      reportError: (error) => {
        throw error;
      },
    },
    path,
    input,
  );
}
