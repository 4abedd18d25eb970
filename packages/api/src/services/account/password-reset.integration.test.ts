import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';
import { createSignInThrottle } from './sign-in-throttle.ts';
import { verifyPassword } from './verify-password.ts';

const NEW_PASSWORD = 'another evening sky';
const MINUTE_MS = 60_000;

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('the mailed link sets a new password: the old one is refused, every session is over, the owner is told', async () => {
  const { userId, email } = account;
  const { sessionId } = await startSession(platform.system, { userId, userAgent: null });
  await reset(await askedToken(email));
  expect(await checkSession(platform.system, sessionId)).toBeNull();
  expect(await signIn(NEW_PASSWORD)).toEqual({ userId });
  await expect(signIn(PASSWORD)).rejects.toMatchObject({ code: 'unauthenticated' });
  const [notice] = await letters(email);
  expect(notice).toMatchObject({ subject: 'Your Gridsky password was changed' });
});

test('a link works once, however many open it at once', async () => {
  const token = await askedToken(account.email);
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map((number) => reset(token, `${NEW_PASSWORD} ${number}`)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(reset(token)).rejects.toMatchObject({ code: 'not_found' });
});

test('a link works for 30 minutes, and only the newest does', async () => {
  const replaced = await askedToken(account.email);
  platform.advance(1);
  const token = await askedToken(account.email);
  await expect(reset(replaced)).rejects.toMatchObject({ code: 'not_found' });
  platform.advance(30 * MINUTE_MS);
  await expect(reset(token)).rejects.toMatchObject({ code: 'not_found' });
  platform.advance(1);
  const next = await askedToken(account.email);
  platform.advance(30 * MINUTE_MS - 1);
  expect(await reset(next)).toMatchObject({ userId: account.userId });
});

test('only the SHA-256 of a link is stored', async () => {
  const token = await askedToken(account.email);
  const rows = [...(await readAllRows(platform)).keys()].filter((row) => !row.startsWith('mail '));
  expect(rows.filter((row) => row.includes(token))).toEqual([]);
});

test('a known and an unknown address get the same answer and leave the same rows; only the letter differs', async () => {
  const written: string[][] = [];
  for (const email of [account.email, 'nobody@example.com']) {
    const before = await readAllRows(platform);
    expect(await requestPasswordReset(platform.system, { email })).toBeUndefined();
    written.push(
      newRows(before, await readAllRows(platform))
        .map(({ table }) => table)
        .sort(),
    );
  }
  expect(written[0]).toEqual(['audit_entry', 'mail', 'one_time_link']);
  expect(written[1]).toEqual(written[0]);
  const [told] = await letters('nobody@example.com');
  expect(told).toMatchObject({ subject: 'No Gridsky account with this address' });
  expect(told?.text).not.toContain('token=');
});

test('a common password is refused and leaves the link and the password as they are', async () => {
  const token = await askedToken(account.email);
  await expect(reset(token, 'qwertyuiop12')).rejects.toMatchObject({ code: 'invalid', param: 'password' });
  expect(await signIn(PASSWORD)).toEqual({ userId: account.userId });
  expect(await reset(token)).toMatchObject({ userId: account.userId });
});

test('the link leads to the configured address, whatever the request claimed', async () => {
  await requestPasswordReset(platform.system, { email: account.email });
  const [letter] = await letters(account.email);
  expect(letter?.text).toMatch(/^https:\/\/grid\.example\.com\/reset-password\?token=[\w-]{43}$/m);
});

async function askedToken(email: string): Promise<string> {
  await requestPasswordReset(platform.system, { email });
  return mailedToken(platform, email);
}

function reset(token: string, password = NEW_PASSWORD) {
  return resetPassword(platform.system, { token, password });
}

function signIn(password: string) {
  return verifyPassword(platform.system, createSignInThrottle(), { email: account.email, password });
}

function letters(to: string) {
  return readMailbox({ ...platform.system, sealer: platform.system.mail.sealer }, to);
}
