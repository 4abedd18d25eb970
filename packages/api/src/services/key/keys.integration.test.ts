import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { createKey, createKeyInput } from './create-key.ts';
import { endKeyGrace } from './end-key-grace.ts';
import type { KeyView } from './key-view.ts';
import { listKeys } from './list-keys.ts';
import { revokeKey } from './revoke-key.ts';
import { revokeKeys } from './revoke-keys.ts';
import { rotateKey } from './rotate-key.ts';
import { setKeyDisabled } from './set-key-disabled.ts';
import { updateKey, updateKeyInput } from './update-key.ts';

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('a key is made, renamed, disabled, enabled and revoked, and the list shows each state', async () => {
  const { key, secret } = await create('First');
  expect(key).toMatchObject({ name: 'First', mode: 'live', scope: 'infer', state: 'active', createdBy: account.email });
  expect(key.display).toBe(`${secret.slice(0, 11)}…${secret.slice(-4)}`);
  const keyId = key.id;
  await updateKey(account.context, { keyId, name: 'Second' });
  expect(await listed(keyId)).toMatchObject({ name: 'Second', state: 'active' });
  await setKeyDisabled(account.context, { keyId, disabled: true });
  expect((await listed(keyId))?.state).toBe('disabled');
  await setKeyDisabled(account.context, { keyId, disabled: false });
  expect((await listed(keyId))?.state).toBe('active');
  await revokeKey(account.context, { keyId });
  expect((await listed(keyId))?.state).toBe('revoked');
});

test('each change is audited with what was before and after, and by whom', async () => {
  const { key } = await create('First');
  await updateKey(account.context, { keyId: key.id, name: 'Second' });
  const where = { action: 'key.update', targetId: key.id };
  expect(await platform.database.system.auditEntry.findMany({ where })).toMatchObject([
    {
      tenantId: account.tenantId,
      actorType: 'user',
      actorId: account.userId,
      ip: account.context.ip,
      before: { name: 'First' },
      after: { name: 'Second' },
    },
  ]);
});

test('a key expires at its instant, and none can be made that has expired already', async () => {
  const expiresAt = new Date(platform.now().getTime() + 60_000);
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Brief', expiresAt }));
  platform.advance(59_999);
  expect((await listed(key.id))?.state).toBe('active');
  platform.advance(1);
  expect((await listed(key.id))?.state).toBe('expired');
  const late = createKey(account.context, createKeyInput.parse({ name: 'Late', expiresAt }));
  await expect(late).rejects.toMatchObject({ code: 'invalid', param: 'expiresAt' });
});

test("of 20 keys made at once exactly the plan's 3 come into being", async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => create(`Key ${index}`)));
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(17);
  for (const fault of refused) {
    expect(fault).toMatchObject({
      code: 'plan_limit',
      message: 'The Trial plan includes 3 keys and all are in use. Revoke one or change plan.',
    });
  }
  expect(await listKeys(account.context)).toHaveLength(3);
});

test('a revoked key frees its place, a larger plan and an override make more', async () => {
  const [first] = [await create('1'), await create('2'), await create('3')];
  await expect(create('4')).rejects.toMatchObject({ code: 'plan_limit' });
  await revokeKey(account.context, { keyId: first.key.id });
  await create('4');
  await expect(create('5')).rejects.toMatchObject({ code: 'plan_limit' });
  await setTenantPlan(platform.system, account.tenantId, 'starter');
  await create('5');
  const { tenantId } = account;
  await platform.database.system.planOverride.create({ data: { tenantId, keysMax: 4 } });
  await expect(create('6')).rejects.toThrow('The Starter plan includes 4 keys');
  await platform.database.system.planOverride.update({ where: { tenantId }, data: { keysMax: 5 } });
  await create('6');
});

test('a revoked key changes no more', async () => {
  const { key } = await create('Gone');
  await revokeKey(account.context, { keyId: key.id });
  const before = await listed(key.id);
  const gone = { code: 'conflict', message: 'This key is revoked for good. Create a new one.' };
  const { context } = account;
  await expect(updateKey(context, { keyId: key.id, name: 'Back' })).rejects.toMatchObject(gone);
  await expect(setKeyDisabled(context, { keyId: key.id, disabled: false })).rejects.toMatchObject(gone);
  await expect(revokeKey(context, { keyId: key.id })).rejects.toMatchObject(gone);
  expect(await listed(key.id)).toEqual(before);
});

test('a key revoked by ten at once while ten rename it ends revoked, with one audit row for it', async () => {
  const { key } = await create('Contested');
  await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => [
      revokeKey(account.context, { keyId: key.id }),
      updateKey(account.context, { keyId: key.id, name: `Name ${index}` }),
    ]).flat(),
  );
  expect((await listed(key.id))?.state).toBe('revoked');
  const where = { action: 'key.revoke', targetId: key.id };
  expect(await platform.database.system.auditEntry.count({ where })).toBe(1);
});

test('what a key may do is set and changed, and the audit row says only what changed', async () => {
  const terms = {
    allowedModels: ['plugsky-embed-v1'],
    allowedCidrs: ['10.0.0.0/8'],
    requestsPerMinuteMax: 60,
    tokensPerMinuteMax: 500_000,
  };
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Bound', ...terms }));
  expect(key).toMatchObject(terms);
  const change = { scope: 'read' as const, allowedCidrs: [], requestsPerMinuteMax: null, tokensPerMinuteMax: 500_000 };
  expect(await updateKey(account.context, { keyId: key.id, ...change })).toMatchObject({ ...terms, ...change });
  expect(await audited(key.id, 'key.update')).toMatchObject([
    {
      before: { scope: 'infer', allowedCidrs: ['10.0.0.0/8'], requestsPerMinuteMax: 60 },
      after: { scope: 'read', allowedCidrs: [], requestsPerMinuteMax: null },
    },
  ]);
  // Nothing changes: nothing is written.
  await updateKey(account.context, { keyId: key.id, ...change });
  expect(await audited(key.id, 'key.update')).toHaveLength(1);
});

test("a key's own limits and models can't exceed the plan's, at its making and later", async () => {
  const { key } = await create('K');
  const refusals = [
    [{ requestsPerMinuteMax: 61 }, 'requestsPerMinuteMax', 'The Trial plan allows a key 60 requests a minute.'],
    [{ tokensPerMinuteMax: 500_001 }, 'tokensPerMinuteMax', 'The Trial plan allows a key 500,000 tokens a minute.'],
    [{ allowedModels: ['gpt-9'] }, 'allowedModels', 'The Trial plan has no model `gpt-9`.'],
  ] as const;
  for (const [terms, param, message] of refusals) {
    const fault = { code: 'invalid', param, message: expect.stringContaining(message) };
    const change = updateKeyInput.parse({ keyId: key.id, ...terms });
    await expect(updateKey(account.context, change)).rejects.toMatchObject(fault);
    const made = createKey(account.context, createKeyInput.parse({ name: 'New', ...terms }));
    await expect(made).rejects.toMatchObject(fault);
  }
  expect(await audited(key.id, 'key.update')).toEqual([]);
  expect(await listKeys(account.context)).toHaveLength(1);
});

test('a key can be bound to enabled models of the tenant’s own and to providers’, where the plan has them', async () => {
  const { system } = platform.database;
  const model = { provider: 'tei', baseUrl: 'https://example.com', providerModel: '', dimensions: 8 };
  const stranger = await createAccount(platform);
  await system.privateModel.createMany({
    data: [
      { ...model, tenantId: account.tenantId, alias: 'ours', enabledAt: platform.now() },
      { ...model, tenantId: account.tenantId, alias: 'idle' },
      { ...model, tenantId: stranger.tenantId, alias: 'theirs', enabledAt: platform.now() },
    ],
  });
  await system.model.create({
    data: {
      id: 'cohere/embed-test',
      kind: 'provider',
      provider: 'cohere',
      displayName: 'E',
      dimensions: 8,
      allowedDimensions: [8],
      maxInputTokens: 8,
      pricePerMillionNano: 0n,
    },
  });
  const bind = (id: string) => createKey(account.context, createKeyInput.parse({ name: id, allowedModels: [id] }));
  const refused = (plan: string) => ({ code: 'invalid', message: expect.stringContaining(`The ${plan} plan has no`) });
  for (const id of ['ours', 'cohere/embed-test']) await expect(bind(id)).rejects.toMatchObject(refused('Trial'));
  await setTenantPlan(platform.system, account.tenantId, 'enterprise');
  for (const id of ['ours', 'cohere/embed-test']) {
    expect((await bind(id)).key).toMatchObject({ allowedModels: [id] });
  }
  for (const id of ['idle', 'theirs']) await expect(bind(id)).rejects.toMatchObject(refused('Enterprise'));
  await expect(bind('theirs')).rejects.toMatchObject({ message: expect.stringMatching(/Choose from: .*, ours\.$/) });
});

test('a key keeps a model that the plan has lost, through other changes, but cannot get it anew', async () => {
  const allowedModels = ['plugsky-embed-v1', 'plugsky-embed-large'];
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'K', allowedModels }));
  await setTenantPlan(platform.system, account.tenantId, 'starter');
  await updateKey(account.context, { keyId: key.id, name: 'Kept', allowedModels });
  expect(await listed(key.id)).toMatchObject({ name: 'Kept', allowedModels });
  await updateKey(account.context, { keyId: key.id, allowedModels: ['plugsky-embed-v1'] });
  await expect(updateKey(account.context, { keyId: key.id, allowedModels })).rejects.toMatchObject({ code: 'invalid' });
});

test('an expired key can be renamed and works again with a later expiry, never with an earlier one', async () => {
  const expiresAt = new Date(platform.now().getTime() + 60_000);
  const { key } = await createKey(account.context, createKeyInput.parse({ name: 'Brief', expiresAt }));
  platform.advance(60_000);
  await updateKey(account.context, { keyId: key.id, name: 'Ended', expiresAt });
  expect(await listed(key.id)).toMatchObject({ name: 'Ended', state: 'expired' });
  const past = updateKey(account.context, { keyId: key.id, expiresAt: new Date(expiresAt.getTime() - 1) });
  await expect(past).rejects.toMatchObject({ code: 'invalid', param: 'expiresAt' });
  await expect(rotateKey(account.context, { keyId: key.id, grace: 'now' })).rejects.toMatchObject({ code: 'conflict' });
  await updateKey(account.context, { keyId: key.id, expiresAt: null });
  expect((await listed(key.id))?.state).toBe('active');
});

test('rotating gives a new secret under the same key; the old one is listed until its grace ends', async () => {
  const made = await create('K');
  const { key, secret } = await rotateKey(account.context, { keyId: made.key.id, grace: '1h' });
  expect(secret).not.toBe(made.secret);
  expect(key).toMatchObject({ id: made.key.id, display: `${secret.slice(0, 11)}…${secret.slice(-4)}` });
  const endsAt = new Date(platform.now().getTime() + 3_600_000);
  expect(key.previous).toEqual({ display: made.key.display, endsAt });
  expect(await audited(key.id, 'key.rotate')).toMatchObject([
    { before: { display: made.key.display }, after: { display: key.display, previousEndsAt: endsAt.toISOString() } },
  ]);
  platform.advance(3_599_999);
  expect((await listed(key.id))?.previous).not.toBeNull();
  platform.advance(1);
  expect((await listed(key.id))?.previous).toBeNull();
  await expect(endKeyGrace(account.context, { keyId: key.id })).rejects.toMatchObject({ code: 'conflict' });
});

test('rotated by ten at once, the key has one secret, one in grace, and ten audit rows', async () => {
  const { key } = await create('K');
  const rotated = await Promise.all(
    Array.from({ length: 10 }, () => rotateKey(account.context, { keyId: key.id, grace: '24h' })),
  );
  const row = await platform.database.system.apiKey.findUniqueOrThrow({ where: { id: key.id } });
  const displays = rotated.map((one) => one.key.display);
  expect(displays).toContain(row.display);
  expect(displays).toContain(row.previousDisplay);
  expect(row.previousDisplay).not.toBe(row.display);
  expect(await audited(key.id, 'key.rotate')).toHaveLength(10);
});

test('several keys are revoked at once, all or none; one revoked before stays as it was', async () => {
  const keys = [await create('1'), await create('2'), await create('3')].map(({ key }) => key.id);
  const [first = '', second = '', third = ''] = keys;
  const foreign = await createAccount(platform);
  const { key: other } = await createKey(foreign.context, createKeyInput.parse({ name: 'Other' }));
  const mixed = revokeKeys(account.context, { keyIds: [first, other.id] });
  await expect(mixed).rejects.toMatchObject({ code: 'not_found' });
  expect((await listed(first))?.state).toBe('active');

  await revokeKey(account.context, { keyId: first });
  const { revokedAt } = await rowOf(first);
  platform.advance(1_000);
  const revoked = await revokeKeys(account.context, { keyIds: [first, second, second] });
  expect(revoked.map(({ state }) => state)).toEqual(['revoked', 'revoked']);
  expect((await rowOf(first)).revokedAt).toEqual(revokedAt);
  expect((await listed(third))?.state).toBe('active');
  for (const keyId of [first, second]) expect(await audited(keyId, 'key.revoke')).toHaveLength(1);
});

function create(name: string) {
  return createKey(account.context, createKeyInput.parse({ name }));
}

async function listed(keyId: string): Promise<KeyView | undefined> {
  return (await listKeys(account.context)).find(({ id }) => id === keyId);
}

function rowOf(keyId: string) {
  return platform.database.system.apiKey.findUniqueOrThrow({ where: { id: keyId } });
}

function audited(targetId: string, action: string) {
  return platform.database.system.auditEntry.findMany({ where: { targetId, action } });
}
