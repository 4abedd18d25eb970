import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nano } from '../../domain/money.ts';
import { createAccount, openTestPlatform, PASSWORD, TEST_MAIL, type TestPlatform } from '../../testing/platform.ts';
import { createSignInThrottle } from '../account/sign-in-throttle.ts';
import { verifyPassword } from '../account/verify-password.ts';
import { hashSecret } from '../key/create-key.ts';
import { findPrincipal } from '../key/find-principal.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { setTenantPlan, setTenantSuspended } from './change-tenant.ts';
import { createUser, setPassword } from './change-user.ts';
import { createDemoTenant } from './create-demo-tenant.ts';
import { createTenant } from './create-tenant.ts';
import { listTenants } from './list-tenants.ts';

const PLANS = 'Choose one of: trial, starter, builder, scale, enterprise.';

let platform: TestPlatform;

beforeEach(async () => {
  platform = await openTestPlatform();
});
afterEach(() => platform?.close());

test('a tenant starts with the credit of its plan, or with the credit that the operator names', async () => {
  await createTenant(platform.system, { name: 'Trial', planId: 'trial' });
  await createTenant(platform.system, { name: 'Named', planId: 'trial', creditNano: nano(50n) });
  await createTenant(platform.system, { name: 'None', planId: 'trial', creditNano: nano(0n) });
  await createTenant(platform.system, { name: 'Flat', planId: 'scale' });
  const credit = (await listTenants(platform.database)).map(({ name, availableNano }) => [name, availableNano]);
  expect(new Map(credit as [string, bigint][])).toEqual(
    new Map([
      ['Trial', 5_000_000_000n],
      ['Named', 50n],
      ['None', 0n],
      ['Flat', 0n],
    ]),
  );
});

test('an unknown plan is refused with the plans there are, for a new tenant and for an old one', async () => {
  const refused = { code: 'invalid', param: 'plan', message: `There is no plan "gold". ${PLANS}` };
  await expect(createTenant(platform.system, { name: 'T', planId: 'gold' })).rejects.toMatchObject(refused);
  expect(await listTenants(platform.database)).toEqual([]);
  const { id } = await createTenant(platform.system, { name: 'T', planId: 'trial' });
  await expect(setTenantPlan(platform.system, id, 'gold')).rejects.toMatchObject(refused);
});

test('changing a tenant that does not exist is refused', async () => {
  const missing = { code: 'not_found', message: 'No such tenant.' };
  await expect(setTenantPlan(platform.system, randomUUID(), 'scale')).rejects.toMatchObject(missing);
  await expect(setTenantSuspended(platform.system, randomUUID(), true)).rejects.toMatchObject(missing);
});

test('owners and admins are told of a plan that the operator has changed, once; nobody of one that stays', async () => {
  const account = await createAccount(platform, 'Acme');
  const viewer = await createAccount(platform, 'Elsewhere');
  const { tenantId } = account;
  await platform.database.system.membership.create({ data: { tenantId, userId: viewer.userId, role: 'viewer' } });
  await setTenantPlan(platform.system, tenantId, 'scale');
  await setTenantPlan(platform.system, tenantId, 'scale');
  const mailsTo = (to: string) => readMailbox({ ...platform.system, sealer: TEST_MAIL.sealer }, to);
  const letters = await mailsTo(account.email);
  expect(letters).toHaveLength(1);
  expect(letters[0]).toMatchObject({ subject: 'Acme is on the Scale plan now' });
  expect(letters[0]?.text).toContain('moved Acme from the Trial plan to the Scale plan');
  expect(await mailsTo(viewer.email)).toEqual([]);
});

test('a plan change keeps credit and trial end, and is audited with both plans', async () => {
  const { id } = await createTenant(platform.system, { name: 'T', planId: 'trial' });
  const where = { where: { id }, include: { credit: true } };
  const before = await platform.database.system.tenant.findUniqueOrThrow(where);
  await setTenantPlan(platform.system, id, 'scale');
  const after = await platform.database.system.tenant.findUniqueOrThrow(where);
  expect(after).toEqual({ ...before, planId: 'scale' });
  const audits = await platform.database.system.auditEntry.findMany({ where: { action: 'tenant.set_plan' } });
  expect(audits).toMatchObject([
    { tenantId: id, actorType: 'system', actorId: null, before: { plan: 'trial' }, after: { plan: 'scale' } },
  ]);
});

test('a user made by the operator signs in, belongs to the tenant, and has one account', async () => {
  const { id: tenantId } = await createTenant(platform.system, { name: 'T', planId: 'starter' });
  const input = { email: 'ada@example.com', password: PASSWORD, tenantId, role: 'viewer' as const };
  const { id } = await createUser(platform.system, input);
  expect(await signIn(PASSWORD)).toEqual({ userId: id });
  const members = await platform.database.system.membership.findMany({ where: { tenantId } });
  expect(members).toMatchObject([{ userId: id, role: 'viewer' }]);
  await expect(createUser(platform.system, input)).rejects.toMatchObject({ code: 'conflict', param: 'email' });
  const nowhere = { ...input, email: 'bob@example.com', tenantId: randomUUID() };
  await expect(createUser(platform.system, nowhere)).rejects.toMatchObject({ code: 'not_found' });
});

test('a password set by the operator replaces the old one', async () => {
  await createUser(platform.system, { email: 'ada@example.com', password: PASSWORD, role: 'member' });
  await setPassword(platform.system, { email: 'ada@example.com', password: 'another password' });
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(signIn('another password')).resolves.toBeDefined();
  const unknown = setPassword(platform.system, { email: 'nobody@example.com', password: PASSWORD });
  await expect(unknown).rejects.toMatchObject({ code: 'not_found', message: 'No such user.' });
});

test('the demo tenant comes with a key that works, and only where there is no tenant yet', async () => {
  const demo = await createDemoTenant(platform.system);
  const principal = await findPrincipal(platform.database, hashSecret(demo?.secret ?? ''));
  expect(principal).toMatchObject({ tenantId: demo?.tenantId, planId: 'builder', metered: false, revoked: false });
  expect(await createDemoTenant(platform.system)).toBeNull();
});

function signIn(password: string) {
  return verifyPassword(platform.system, createSignInThrottle(), { email: 'ada@example.com', password });
}
