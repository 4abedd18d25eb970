import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { setTenantPlan, setTenantSuspended } from '../operator/change-tenant.ts';
import { createKey, createKeyInput, hashSecret } from './create-key.ts';
import { endKeyGrace } from './end-key-grace.ts';
import { findPrincipal } from './find-principal.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';
import { setKeyDisabled } from './set-key-disabled.ts';
import { updateKey } from './update-key.ts';

let platform: TestPlatform;
let account: TestAccount;
let keyId: string;
let secret: string;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
  const created = await createKey(account.context, createKeyInput.parse({ name: 'K' }));
  keyId = created.key.id;
  secret = created.secret;
});
afterAll(() => platform?.close());

test('a secret leads to its key, tenant, user and all limits of the plan', async () => {
  expect(await principal()).toEqual({
    keyId,
    keyName: 'K',
    tenantId: account.tenantId,
    userId: account.userId,
    mode: 'live',
    scope: 'infer',
    allowedModels: [],
    allowedCidrs: [],
    expiresAt: null,
    secretEndsAt: null,
    disabled: false,
    hardBudget: false,
    revoked: false,
    tenantSuspended: false,
    tenantDeletionDueAt: null,
    planId: 'trial',
    planName: 'Trial',
    planModels: ['plugsky-embed-v1', 'plugsky-embed-large'],
    metered: true,
    trialEndsAt: platform.now().getTime() + 14 * 86_400_000,
    limits: {
      requestsPerMinuteKeyMax: 60,
      requestsPerMinuteUserMax: 120,
      requestsPerMinuteTenantMax: 300,
      tokensPerMinuteTenantMax: 500_000,
      tokensPerRequestMax: 100_000,
      requestsInFlightMax: 8,
      keysMax: 3,
      membersMax: 2,
      privateModelsMax: 0,
    },
    tokensPerMinuteKeyMax: null,
  });
});

test('a secret that was never made leads to nobody', async () => {
  expect(await findPrincipal(platform.database, hashSecret('sk-live-never'))).toBeNull();
});

test('disabling, revoking and suspending each show in the principal', async () => {
  await setKeyDisabled(account.context, { keyId, disabled: true });
  expect(await principal()).toMatchObject({ disabled: true, revoked: false });
  await setKeyDisabled(account.context, { keyId, disabled: false });
  await setTenantSuspended(platform.system, account.tenantId, true);
  expect(await principal()).toMatchObject({ disabled: false, tenantSuspended: true });
  await setTenantSuspended(platform.system, account.tenantId, false);
  await revokeKey(account.context, { keyId });
  expect(await principal()).toMatchObject({ tenantSuspended: false, revoked: true });
});

test("limits are the key's own, else the tenant's override, else the plan's", async () => {
  await setTenantPlan(platform.system, account.tenantId, 'scale');
  const { tenantId } = account;
  const override = { tenantId, requestsPerMinuteKeyMax: 7, tokensPerRequestMax: 9, models: ['mine'] };
  await platform.database.system.planOverride.create({ data: override });
  expect(await principal()).toMatchObject({
    metered: false,
    planModels: ['plugsky-embed-v1', 'plugsky-embed-large', 'mine'],
    limits: { requestsPerMinuteKeyMax: 7, tokensPerRequestMax: 9, requestsPerMinuteUserMax: 2_000 },
  });
  await platform.database.system.apiKey.update({
    where: { id: keyId },
    data: { requestsPerMinuteMax: 3, tokensPerMinuteMax: 5 },
  });
  expect(await principal()).toMatchObject({ limits: { requestsPerMinuteKeyMax: 3 }, tokensPerMinuteKeyMax: 5 });
});

test('a plan that has become smaller bounds a key whose own limit was set before', async () => {
  await setTenantPlan(platform.system, account.tenantId, 'scale');
  await updateKey(account.context, { keyId, requestsPerMinuteMax: 900 });
  expect((await principal())?.limits.requestsPerMinuteKeyMax).toBe(900);
  await setTenantPlan(platform.system, account.tenantId, 'trial');
  expect((await principal())?.limits.requestsPerMinuteKeyMax).toBe(60);
});

test('both secrets of a rotated key lead to it, the old one with its end, and the one before that to nobody', async () => {
  const before = await principal();
  const rotated = await rotateKey(account.context, { keyId, grace: '24h' });
  const secretEndsAt = platform.now().getTime() + 86_400_000;
  expect(await principal()).toEqual({ ...before, secretEndsAt });
  expect(await principal(rotated.secret)).toEqual(before);
  platform.advance(1_000);
  await endKeyGrace(account.context, { keyId });
  expect(await principal()).toEqual({ ...before, secretEndsAt: platform.now().getTime() });
  const again = await rotateKey(account.context, { keyId, grace: 'now' });
  expect(await principal()).toBeNull();
  expect(await principal(rotated.secret)).toEqual({ ...before, secretEndsAt: platform.now().getTime() });
  expect(await principal(again.secret)).toEqual(before);
});

function principal(of = secret) {
  return findPrincipal(platform.database, hashSecret(of));
}
