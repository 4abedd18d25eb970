import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestPlatform } from '../../testing/platform.ts';
import { disconnectIdentity } from './disconnect-identity.ts';
import { signInWithIdentity } from './identity.ts';
import { listIdentities } from './list-identities.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform.close());

test('who has a password may take the last service away, and it signs in no longer', async () => {
  const { userId, email } = await createAccount(platform);
  const person = { provider: 'github', subject: randomUUID(), email, emailVerified: true, name: '' } as const;
  expect(await signInWithIdentity(platform.system, person)).toEqual({ userId });
  expect(await listIdentities(platform.system, { userId })).toMatchObject([{ provider: 'github', name: 'GitHub' }]);
  await disconnectIdentity(platform.system, { userId, provider: 'github' });
  expect(await listIdentities(platform.system, { userId })).toEqual([]);
  expect(await platform.database.system.identity.count({ where: { subject: person.subject } })).toBe(0);
});

test('the last way in stays, also when two are taken away at the same moment', async () => {
  const email = `${randomUUID()}@example.com`;
  const person = { subject: randomUUID(), email, emailVerified: true, name: '' };
  const { userId } = await signInWithIdentity(platform.system, { ...person, provider: 'google' });
  await expect(disconnectIdentity(platform.system, { userId, provider: 'google' })).rejects.toMatchObject({
    code: 'conflict',
    message: 'Google is your only way in. Set a password by mail first, then disconnect it.',
  });
  await signInWithIdentity(platform.system, { ...person, provider: 'github' });
  const both = await Promise.allSettled([
    disconnectIdentity(platform.system, { userId, provider: 'github' }),
    disconnectIdentity(platform.system, { userId, provider: 'google' }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await listIdentities(platform.system, { userId })).toHaveLength(1);
});

test("somebody else's service reads like one that was never connected", async () => {
  const [mine, theirs] = [await createAccount(platform), await createAccount(platform)];
  await signInWithIdentity(platform.system, {
    provider: 'github',
    subject: randomUUID(),
    email: theirs.email,
    emailVerified: true,
    name: '',
  });
  await expect(disconnectIdentity(platform.system, { userId: mine.userId, provider: 'github' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await listIdentities(platform.system, theirs)).toHaveLength(1);
});
