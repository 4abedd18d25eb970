import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createAccount,
  openTestPlatform,
  PASSWORD,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { newRows, readAllRows } from '../../testing/rows.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { createUser } from '../operator/change-user.ts';
import { identityInput, signInWithIdentity } from './identity.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';
import { verifyPassword } from './verify-password.ts';

let platform: TestPlatform;
let account: TestAccount;
let subjects = 0;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('a stranger with a confirmed address gets an account with a tenant and credit, once', async () => {
  const subject = 'stranger';
  const first = await signIn({ subject, email: 'Stranger@Example.com', name: 'Ada Lovelace' });
  expect(await signIn({ subject, email: 'stranger@example.com' })).toEqual(first);
  const user = await platform.database.system.user.findUniqueOrThrow({
    where: { id: first.userId },
    include: { memberships: { include: { tenant: { include: { credit: true } } } } },
  });
  expect(user).toMatchObject({ email: 'stranger@example.com', passwordHash: null, emailVerifiedAt: platform.now() });
  expect(user.memberships).toMatchObject([
    { role: 'owner', tenant: { name: 'Ada Lovelace', credit: { availableNano: 5_000_000_000n } } },
  ]);
});

test('an account without a password is entered by none', async () => {
  await signIn({ subject: 'none', email: 'none@example.com' });
  for (const password of ['', 'null', PASSWORD]) {
    const attempt = verifyPassword(platform.system, createSignInThrottle(), { email: 'none@example.com', password });
    await expect(attempt).rejects.toMatchObject({ code: 'unauthenticated' });
  }
});

test('an account whose address is proven is connected, and its owner told; from then on the address counts no more', async () => {
  const subject = 'owner';
  expect(await signIn({ subject, email: account.email })).toEqual({ userId: account.userId });
  const [letter] = await readMailbox({ ...platform.system, sealer: platform.system.mail.sealer }, account.email);
  expect(letter?.subject).toBe('GitHub signs in to your Gridsky account now');
  expect(await signIn({ subject, email: 'moved-there@example.com' })).toEqual({ userId: account.userId });
  expect(await signIn({ subject, email: null, emailVerified: false })).toEqual({ userId: account.userId });
});

test('an address that the service has not confirmed connects nothing and makes nothing', async () => {
  const before = await readAllRows(platform);
  for (const email of [account.email, 'new@example.com', null]) {
    await expect(signIn({ email, emailVerified: false })).rejects.toMatchObject({ code: 'forbidden' });
  }
  expect(newRows(before, await readAllRows(platform))).toEqual([]);
});

test('an account whose address nobody has proven here is never connected', async () => {
  const email = 'operators@example.com';
  await createUser(platform.system, { email, password: PASSWORD, role: 'member' });
  await expect(signIn({ email })).rejects.toMatchObject({ code: 'forbidden', param: 'unconfirmed-here' });
  expect(await platform.database.system.identity.count({ where: { user: { email } } })).toBe(0);
});

test('a suspended user stays out', async () => {
  await signIn({ subject: 'suspended', email: account.email });
  await platform.database.system.user.update({ where: { id: account.userId }, data: { suspendedAt: platform.now() } });
  for (const subject of ['suspended', 'another']) {
    await expect(signIn({ subject, email: account.email })).rejects.toMatchObject({ code: 'unauthenticated' });
  }
});

test('the same id at two services is two identities', async () => {
  const github = await signIn({ subject: 'same', email: 'one@example.com' });
  const google = await signIn({ provider: 'google', subject: 'same', email: 'two@example.com' });
  expect(google.userId).not.toBe(github.userId);
});

function signIn(given: Partial<Parameters<typeof identityInput.parse>[0] & object>) {
  subjects += 1;
  const identity = { provider: 'github', subject: `subject-${subjects}`, emailVerified: true, name: '', ...given };
  return signInWithIdentity(platform.system, identityInput.parse(identity));
}
