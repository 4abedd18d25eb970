import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { signInWithIdentity } from '../account/identity.ts';
import { insertAccount } from '../account/insert-account.ts';
import { requestSignUp } from '../account/request-sign-up.ts';
import { createUser } from '../operator/change-user.ts';
import { makeTenant } from '../tenant/make-tenant.ts';

const FIVE_DOLLARS = 5_000_000_000n;

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('however an address is written, and however many sign-ups race, its mailbox has one trial credit', async () => {
  const emails = ['jo.doe@gmail.com', 'jodoe+1@gmail.com', 'JoDoe@googlemail.com', 'j.o.d.o.e+x@gmail.com'];
  const credits = await Promise.all(emails.map((email) => signUp(email.toLowerCase())));
  expect(credits.filter((credit) => credit === FIVE_DOLLARS)).toHaveLength(1);
  expect(credits.filter((credit) => credit === 0n)).toHaveLength(3);
});

test('an account that is gone with its tenant and made again gets none', async () => {
  expect(await signUp('gone@example.com')).toBe(FIVE_DOLLARS);
  await platform.owner.query(
    "DELETE FROM membership WHERE user_id = (SELECT id FROM app_user WHERE email = 'gone@example.com')",
  );
  await platform.owner.query("DELETE FROM app_user WHERE email = 'gone@example.com'");
  expect(await signUp('gone@example.com')).toBe(0n);
});

test('what is kept of an address is a hash', async () => {
  await signUp('hidden@example.com');
  const { rows } = await platform.owner.query(
    "SELECT encode(email_hash, 'escape') AS text, length(email_hash) AS bytes FROM trial_claim",
  );
  expect(JSON.stringify(rows)).not.toContain('hidden');
  expect(rows.every(({ bytes }) => bytes === 32)).toBe(true);
});

test('a second tenant of the same person gets none', async () => {
  const { userId } = await createAccount(platform);
  const context = { ...platform.system, actor: { type: 'user', userId } } as const;
  const { tenantId } = await makeTenant(context, { name: 'Second', userId });
  expect(await credit(tenantId)).toBe(0n);
});

test('an address that nobody has proven gets none', async () => {
  const email = 'unproven@example.com';
  await createUser(platform.system, { email, password: PASSWORD, role: 'member' });
  const user = await platform.database.system.user.update({ where: { email }, data: { emailVerifiedAt: null } });
  const context = { ...platform.system, actor: { type: 'user', userId: user.id } } as const;
  const { tenantId } = await makeTenant(context, { name: 'First', userId: user.id });
  expect(await credit(tenantId)).toBe(0n);
});

test('a disposable address is refused at sign-up, its subdomains too, and gets no credit by another service either', async () => {
  for (const email of ['x@mailinator.com', 'x@eu.mailinator.com']) {
    await expect(requestSignUp(platform.system, { email, tenantName: 'X' })).rejects.toMatchObject({
      code: 'invalid',
      param: 'email',
    });
  }
  const { userId } = await signInWithIdentity(platform.system, {
    provider: 'github',
    subject: '7',
    email: 'y@mailinator.com',
    emailVerified: true,
    name: '',
  });
  const membership = await platform.database.system.membership.findFirstOrThrow({ where: { userId } });
  expect(await credit(membership.tenantId)).toBe(0n);
});

async function signUp(email: string): Promise<bigint> {
  const account = { email, passwordHash: null, tenantName: 'T' };
  const { tenantId } = await platform.database.system.$transaction((tx) => insertAccount(tx, platform.system, account));
  return credit(tenantId);
}

async function credit(tenantId: string): Promise<bigint> {
  const account = await platform.database.system.creditAccount.findUniqueOrThrow({ where: { tenantId } });
  return account.grantedNano;
}
