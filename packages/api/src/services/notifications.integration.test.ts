import { type Database, listen, type NotificationListener } from '@gridsky/db';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nano } from '../domain/money.ts';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../testing/platform.ts';
import { createKey, createKeyInput, hashSecret } from './key/create-key.ts';
import { endKeyGrace } from './key/end-key-grace.ts';
import { revokeKey } from './key/revoke-key.ts';
import { revokeKeys } from './key/revoke-keys.ts';
import { rotateKey } from './key/rotate-key.ts';
import { setKeyDisabled } from './key/set-key-disabled.ts';
import { updateKey } from './key/update-key.ts';
import { addModel, removeModel } from './model/change-models.ts';
import { setTenantPlan, setTenantSuspended } from './operator/change-tenant.ts';

let platform: TestPlatform;
let system: Database['system'];
let account: TestAccount;
let listener: NotificationListener;
let received: string[] = [];
let onNotification = (_payload: string) => {};
let keyId: string;
let keyPayload: string;

beforeAll(async () => {
  platform = await openTestPlatform();
  system = platform.database.system;
  await new Promise<void>((resolve) => {
    listener = listen({
      url: platform.urls.systemUrl,
      channels: ['gridsky_principal', 'gridsky_models'],
      onNotification: (channel, payload) => onNotification(`${channel} ${payload}`),
      onConnected: resolve,
    });
  });
});
beforeEach(async () => {
  account = await createAccount(platform);
  const { key, secret } = await createKey(account.context, createKeyInput.parse({ name: 'K' }));
  keyId = key.id;
  keyPayload = payloadOf(secret);
});
afterAll(async () => {
  await listener?.close();
  await platform?.close();
});

test("every change of a key that matters to requests sends the key's hash", async () => {
  expect(await sentBy(() => setKeyDisabled(account.context, { keyId, disabled: true }))).toEqual([keyPayload]);
  expect(await sentBy(() => setKeyDisabled(account.context, { keyId, disabled: false }))).toEqual([keyPayload]);
  const changes = [
    { scope: 'read' as const },
    { mode: 'test' as const },
    { allowedModels: ['plugsky-embed-v1'] },
    { allowedCidrs: ['10.0.0.0/8'] },
    { requestsPerMinuteMax: 1 },
    { tokensPerMinuteMax: 1 },
    { expiresAt: platform.now() },
  ];
  for (const data of changes) {
    const sent = await sentBy(() => system.apiKey.update({ where: { id: keyId }, data }));
    expect(sent, JSON.stringify(data)).toEqual([keyPayload]);
  }
  expect(await sentBy(() => revokeKey(account.context, { keyId }))).toEqual([keyPayload]);
  expect(await sentBy(() => system.apiKey.delete({ where: { id: keyId } }))).toEqual([keyPayload]);
});

test('a new key sends its hash, so that a process that refused it a moment ago asks again', async () => {
  let secret = '';
  const sent = await sentBy(async () => {
    secret = (await createKey(account.context, createKeyInput.parse({ name: 'New' }))).secret;
  });
  expect(sent).toEqual([payloadOf(secret)]);
});

test('rotating a key, and ending the grace of its old secret, send the hashes of both secrets', async () => {
  const rotated = await rotateKey(account.context, { keyId, grace: '1h' });
  const next = payloadOf(rotated.secret);
  let last = '';
  const again = await sentBy(async () => {
    last = payloadOf((await rotateKey(account.context, { keyId, grace: '1h' })).secret);
  });
  // Also the secret that this second rotation pushed out.
  expect(again.sort()).toEqual([keyPayload, next, last].sort());
  const both = [next, last].sort();
  expect((await sentBy(() => endKeyGrace(account.context, { keyId }))).sort()).toEqual(both);
  expect((await sentBy(() => revokeKeys(account.context, { keyIds: [keyId] }))).sort()).toEqual(both);
});

test('noting when a key was last used, or renaming it, sends nothing', async () => {
  const lastUsedAt = platform.now();
  expect(await sentBy(() => system.apiKey.update({ where: { id: keyId }, data: { lastUsedAt } }))).toEqual([]);
  expect(await sentBy(() => updateKey(account.context, { keyId, name: 'Other' }))).toEqual([]);
});

test('suspending a tenant, moving it to another plan and overriding its limits send the tenant', async () => {
  const { tenantId } = account;
  const payload = [`gridsky_principal tenant:${tenantId}`];
  expect(await sentBy(() => setTenantSuspended(platform.system, tenantId, true))).toEqual(payload);
  expect(await sentBy(() => setTenantPlan(platform.system, tenantId, 'scale'))).toEqual(payload);
  const where = { tenantId };
  expect(await sentBy(() => system.planOverride.create({ data: { tenantId, keysMax: 9 } }))).toEqual(payload);
  expect(await sentBy(() => system.planOverride.update({ where, data: { keysMax: 8 } }))).toEqual(payload);
  expect(await sentBy(() => system.planOverride.delete({ where }))).toEqual(payload);
});

test('changing a plan sends all', async () => {
  const change = () => system.plan.update({ where: { id: 'starter' }, data: { keysMax: 11 } });
  expect(await sentBy(change)).toEqual(['gridsky_principal all']);
});

test('adding and removing a model sends all on the channel of models', async () => {
  const size = { dimensions: 8, allowedDimensions: [8], maxInputTokens: 512, pricePerMillionNano: nano(0n) };
  const mine = { id: 'mine', displayName: 'Mine', folder: '/models/mine', everyPlan: true, ...size };
  expect(await sentBy(() => addModel(platform.system, mine))).toEqual(['gridsky_models all']);
  expect(await sentBy(() => removeModel(platform.system, 'mine'))).toEqual(['gridsky_models all']);
});

test('a change that is rolled back sends nothing', async () => {
  const cut = () =>
    system.$transaction(async (tx) => {
      await tx.apiKey.update({ where: { id: keyId }, data: { scope: 'read' } });
      throw new Error('cut');
    });
  expect(await sentBy(() => cut().catch(() => {}))).toEqual([]);
});

function payloadOf(secret: string): string {
  return `gridsky_principal key:${Buffer.from(hashSecret(secret)).toString('hex')}`;
}

let marks = 0;

/** What a change sends: PostgreSQL delivers in the order of commits, so a mark sent afterwards is the last to come. */
async function sentBy(change: () => Promise<unknown>): Promise<string[]> {
  await mark();
  received = [];
  await change();
  await mark();
  return received.slice(0, -1);
}

async function mark(): Promise<void> {
  marks += 1;
  const last = `gridsky_models mark ${marks}`;
  await new Promise<void>((resolve, reject) => {
    onNotification = (payload) => {
      received.push(payload);
      if (payload === last) resolve();
    };
    platform.owner.query('SELECT pg_notify($1, $2)', ['gridsky_models', `mark ${marks}`]).catch(reject);
  });
}
