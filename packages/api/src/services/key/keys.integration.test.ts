import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { setTenantPlan } from '../operator/change-tenant.ts';
import { createKey, createKeyInput } from './create-key.ts';
import type { KeyView } from './key-view.ts';
import { listKeys } from './list-keys.ts';
import { renameKey } from './rename-key.ts';
import { revokeKey } from './revoke-key.ts';
import { setKeyDisabled } from './set-key-disabled.ts';

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
  await renameKey(account.context, { keyId, name: 'Second' });
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
  await renameKey(account.context, { keyId: key.id, name: 'Second' });
  const where = { action: 'key.rename', targetId: key.id };
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
  await expect(renameKey(context, { keyId: key.id, name: 'Back' })).rejects.toMatchObject(gone);
  await expect(setKeyDisabled(context, { keyId: key.id, disabled: false })).rejects.toMatchObject(gone);
  await expect(revokeKey(context, { keyId: key.id })).rejects.toMatchObject(gone);
  expect(await listed(key.id)).toEqual(before);
});

test('a key revoked by ten at once while ten rename it ends revoked, with one audit row for it', async () => {
  const { key } = await create('Contested');
  await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => [
      revokeKey(account.context, { keyId: key.id }),
      renameKey(account.context, { keyId: key.id, name: `Name ${index}` }),
    ]).flat(),
  );
  expect((await listed(key.id))?.state).toBe('revoked');
  const where = { action: 'key.revoke', targetId: key.id };
  expect(await platform.database.system.auditEntry.count({ where })).toBe(1);
});

function create(name: string) {
  return createKey(account.context, createKeyInput.parse({ name }));
}

async function listed(keyId: string): Promise<KeyView | undefined> {
  return (await listKeys(account.context)).find(({ id }) => id === keyId);
}
