import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  createAccount,
  mailedToken,
  openTestPlatform,
  PASSWORD,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { newRows, readAllRows } from '../../testing/rows.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { checkSession } from '../session/check-session.ts';
import { startSession } from '../session/start-session.ts';
import { changePassword } from './change-password.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { requestEmailChange } from './request-email-change.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';
import { verifyPassword } from './verify-password.ts';

const NEW_PASSWORD = 'another evening sky';

let platform: TestPlatform;
let account: TestAccount;
let sessionId: string;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
  sessionId = await signedIn('Firefox');
});
afterAll(() => platform?.close());

describe('changing the password', () => {
  test('ends every session, this one too, and gives this browser one with a new id', async () => {
    const other = await signedIn('Other');
    const session = await change(PASSWORD, NEW_PASSWORD);
    expect(session.sessionId).not.toBe(sessionId);
    for (const ended of [sessionId, other]) expect(await checkSession(platform.system, ended)).toBeNull();
    expect(await checkSession(platform.system, session.sessionId)).toMatchObject({ userId: account.userId });
    const row = await platform.database.system.session.findUnique({ where: { id: session.sessionId } });
    expect(row).toMatchObject({ userAgent: 'Firefox', endedAt: null });
    expect(await signIn(account.email, NEW_PASSWORD)).toMatchObject({ userId: account.userId });
    await expect(signIn(account.email, PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('needs the old one, and guessing it counts like guessing at sign-in', async () => {
    const throttle = createSignInThrottle();
    for (let tries = 0; tries < 10; tries++) {
      const refused = change('a wrong password', NEW_PASSWORD, throttle);
      await expect(refused).rejects.toMatchObject({ code: 'invalid', param: 'currentPassword' });
    }
    await expect(change(PASSWORD, NEW_PASSWORD, throttle)).rejects.toMatchObject({ code: 'throttled' });
    expect(await checkSession(platform.system, sessionId)).not.toBeNull();
  });

  test('refuses a common one', async () => {
    await expect(change(PASSWORD, 'Password2024!')).rejects.toMatchObject({ code: 'invalid', param: 'password' });
  });

  test('ends the reset links that were mailed before, and tells the owner', async () => {
    await requestPasswordReset(platform.system, { email: account.email });
    const token = await mailedToken(platform, account.email);
    platform.advance(1);
    await change(PASSWORD, NEW_PASSWORD);
    await expect(resetPassword(platform.system, { token, password: 'yet another sky' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await letters(account.email))[0]?.subject).toBe('Your Gridsky password was changed');
  });
});

describe('changing the address', () => {
  test('comes true when the link at the new one is opened, once; the old one is told', async () => {
    const email = `new-${account.email}`;
    await ask(email);
    expect(await signIn(account.email, PASSWORD)).toMatchObject({ userId: account.userId });
    platform.advance(1);
    const token = await mailedToken(platform, email);
    expect(await confirmEmailChange(platform.system, { token })).toEqual({ email });
    expect(await signIn(email, PASSWORD)).toMatchObject({ userId: account.userId });
    await expect(signIn(account.email, PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
    const [notice] = await letters(account.email);
    expect(notice?.text).toContain(`moved from this address to ${email}`);
    await expect(confirmEmailChange(platform.system, { token })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('needs the password', async () => {
    const asked = ask('other@example.com', 'a wrong password');
    await expect(asked).rejects.toMatchObject({ code: 'invalid', param: 'currentPassword' });
    expect(await letters('other@example.com')).toEqual([]);
  });

  test('tells nobody whether the new address has an account', async () => {
    const { email: taken } = await createAccount(platform);
    const written: string[][] = [];
    for (const email of [taken, `free-${taken}`]) {
      const before = await readAllRows(platform);
      expect(await ask(email)).toBeUndefined();
      written.push(
        newRows(before, await readAllRows(platform))
          .map(({ table }) => table)
          .sort(),
      );
    }
    expect(written[0]).toEqual(['audit_entry', 'mail', 'one_time_link']);
    expect(written[1]).toEqual(written[0]);
    expect((await letters(taken))[0]?.text).not.toContain('token=');
  });

  test('an address that got an account meanwhile is not taken from it', async () => {
    const email = `late-${account.email}`;
    await ask(email);
    const token = await mailedToken(platform, email);
    await platform.database.system.user.create({ data: { email, passwordHash: 'x' } });
    await expect(confirmEmailChange(platform.system, { token })).rejects.toMatchObject({ code: 'not_found' });
    expect(await signIn(account.email, PASSWORD)).toMatchObject({ userId: account.userId });
  });

  test('a reset link that went to the old address is dead afterwards', async () => {
    await requestPasswordReset(platform.system, { email: account.email });
    const reset = await mailedToken(platform, account.email);
    const email = `moved-${account.email}`;
    await ask(email);
    await confirmEmailChange(platform.system, { token: await mailedToken(platform, email) });
    const attempt = resetPassword(platform.system, { token: reset, password: NEW_PASSWORD });
    await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
  });
});

function change(currentPassword: string, password: string, throttle = createSignInThrottle()) {
  const { userId } = account;
  return changePassword(platform.system, throttle, { userId, sessionId, currentPassword, password });
}

function ask(email: string, currentPassword: string = PASSWORD) {
  const { userId } = account;
  return requestEmailChange(platform.system, createSignInThrottle(), { userId, currentPassword, email });
}

function signIn(email: string, password: string) {
  return verifyPassword(platform.system, createSignInThrottle(), { email, password });
}

async function signedIn(userAgent: string): Promise<string> {
  return (await startSession(platform.system, { userId: account.userId, userAgent })).sessionId;
}

function letters(to: string) {
  return readMailbox({ ...platform.system, sealer: platform.system.mail.sealer }, to);
}
