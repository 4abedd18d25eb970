import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { insertGrant } from '../credit/grant-credit.ts';
import { signUp, signUpInput } from './sign-up.ts';

const TRIAL_CREDIT = 5_000_000_000n;

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('signing up makes a user who owns a tenant on the trial plan, with $5 of credit and 14 days', async () => {
  const { userId, tenantId } = await signUp(platform.system, input('ada@example.com'));
  const tenant = await platform.database.system.tenant.findUniqueOrThrow({
    where: { id: tenantId },
    include: { memberships: true, credit: true, grants: true },
  });
  expect(tenant).toMatchObject({ name: 'Engines', planId: 'trial', status: 'active' });
  expect(tenant.trialEndsAt).toEqual(new Date(platform.now().getTime() + 14 * 86_400_000));
  expect(tenant.memberships).toMatchObject([{ userId, role: 'owner' }]);
  expect(tenant.credit).toMatchObject({ grantedNano: TRIAL_CREDIT, availableNano: TRIAL_CREDIT, heldNano: 0n });
  expect(tenant.grants).toMatchObject([{ amountNano: TRIAL_CREDIT, reason: `plan:${tenantId}` }]);
});

test('the trial credit is given once: the same grant again is refused and changes no balance', async () => {
  const { tenantId } = await signUp(platform.system, input('once@example.com'));
  const again = { tenantId, reason: `plan:${tenantId}`, amountNano: TRIAL_CREDIT };
  const grant = platform.database.system.$transaction((tx) => insertGrant(tx, platform.system, again));
  await expect(grant).rejects.toMatchObject({ code: 'P2002' });
  const account = await platform.database.system.creditAccount.findUnique({ where: { tenantId } });
  expect(account?.availableNano).toBe(TRIAL_CREDIT);
});

test('an address can sign up once, however it is written and however many sign up at once', async () => {
  const spellings = ['eve@example.com', ' Eve@Example.com', 'EVE@EXAMPLE.COM ', 'eve@EXAMPLE.com', 'eVe@example.com'];
  const tenants = await platform.database.system.tenant.count();
  const outcomes = await Promise.allSettled(spellings.map((email) => signUp(platform.system, input(email))));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(spellings.length - 1);
  for (const reason of refused) expect(reason).toMatchObject({ name: 'Fault', code: 'conflict', param: 'email' });
  expect(await platform.database.system.tenant.count()).toBe(tenants + 1);
});

test('the audit rows of a sign-up name the new user as their actor', async () => {
  const { userId, tenantId } = await signUp(platform.system, input('actor@example.com'));
  const entries = await platform.database.system.auditEntry.findMany({ where: { actorId: userId } });
  const actions = entries.map((entry) => [entry.action, entry.actorType, entry.tenantId]).sort();
  expect(actions).toEqual([
    ['credit.grant', 'user', tenantId],
    ['tenant.create', 'user', tenantId],
    ['user.sign_up', 'user', null],
  ]);
});

test('the password is kept as an argon2id hash', async () => {
  const { userId } = await signUp(platform.system, input('hash@example.com'));
  const user = await platform.database.system.user.findUniqueOrThrow({ where: { id: userId } });
  expect(user.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

function input(email: string) {
  return signUpInput.parse({ email, password: PASSWORD, tenantName: ' Engines ' });
}
