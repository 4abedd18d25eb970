import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  createAccount,
  openTestPlatform,
  PASSWORD,
  type TestAccount,
  type TestPlatform,
} from '../../testing/platform.ts';
import { addSecondFactor, beginSecondFactor, codeOf } from '../../testing/second-factor.ts';
import { createSignInThrottle } from '../account/sign-in-throttle.ts';
import { readMailbox } from '../mail/read-mailbox.ts';
import { clearSecondFactor } from '../operator/change-user.ts';
import { checkSession } from '../session/check-session.ts';
import { startSession } from '../session/start-session.ts';
import { readSecondFactor, removeSecondFactor, renewRecoveryCodes } from './change-second-factor.ts';
import { checkSecondFactor, hasSecondFactor } from './check-second-factor.ts';
import { createCodeThrottle } from './code-throttle.ts';
import { confirmSecondFactor } from './confirm-second-factor.ts';

const STEP_MS = 30_000;

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('an authenticator counts once its first code was right, and not before', async () => {
  const secret = await beginSecondFactor(platform, account.userId);
  expect(await hasSecondFactor(platform.system, account.userId)).toBe(false);
  await expect(confirm('000000')).rejects.toMatchObject({ code: 'invalid', param: 'code' });
  expect(await hasSecondFactor(platform.system, account.userId)).toBe(false);
  const { recoveryCodes } = await confirm(codeOf(secret, platform.now()));
  expect(await hasSecondFactor(platform.system, account.userId)).toBe(true);
  expect(new Set(recoveryCodes).size).toBe(10);
  for (const code of recoveryCodes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
});

test('turning it on ends every other session and gives this browser a new one; the owner is told', async () => {
  const [mine, other] = [await signedIn(), await signedIn()];
  const secret = await beginSecondFactor(platform, account.userId);
  const { session } = await confirm(codeOf(secret, platform.now()), mine);
  expect(session.sessionId).not.toBe(mine);
  for (const ended of [mine, other]) expect(await checkSession(platform.system, ended)).toBeNull();
  expect(await checkSession(platform.system, session.sessionId)).not.toBeNull();
  expect(await subjects()).toContain('Your Gridsky account asks for a second step now');
});

test('a code works once, however many sign in with it at once', async () => {
  const { secret } = await addSecondFactor(platform, account.userId);
  await expect(check(codeOf(secret, platform.now())), 'used to confirm').rejects.toMatchObject({
    code: 'unauthenticated',
  });
  platform.advance(STEP_MS);
  const code = codeOf(secret, platform.now());
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => check(code)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  platform.advance(STEP_MS);
  await expect(check(code), 'still in its window').rejects.toMatchObject({ code: 'unauthenticated' });
});

test('a code of somebody else, of another time or of nobody is refused alike', async () => {
  const { secret } = await addSecondFactor(platform, account.userId);
  const other = await createAccount(platform);
  const { secret: foreign } = await addSecondFactor(platform, other.userId);
  platform.advance(2 * STEP_MS);
  const now = platform.now().getTime();
  const attempts = [
    codeOf(foreign, new Date(now)),
    codeOf(secret, new Date(now - 3 * STEP_MS)),
    '123',
    '',
    'ABCD-EFGH',
  ];
  const messages = new Set<string>();
  for (const code of attempts)
    messages.add(
      await check(code).then(
        () => 'let in',
        ({ message }) => message,
      ),
    );
  expect([...messages]).toEqual(['This code is not right, or was used before. Wait for the next one and try again.']);
});

test('five wrong codes lock the step for 15 minutes, whatever the password is', async () => {
  const { secret } = await addSecondFactor(platform, account.userId);
  platform.advance(STEP_MS);
  const throttle = createCodeThrottle();
  for (let tries = 0; tries < 5; tries++) {
    await expect(check('000000', throttle)).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  await expect(check(codeOf(secret, platform.now()), throttle)).rejects.toMatchObject({ code: 'throttled' });
});

test('a recovery code stands in once, as it was written down; the owner is told', async () => {
  const { recoveryCodes } = await addSecondFactor(platform, account.userId);
  const [code = ''] = recoveryCodes;
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => check(` ${code.toLowerCase().replaceAll('-', ' ')} `)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await readSecondFactor(platform.system, account.userId)).toMatchObject({ on: true, recoveryCodesLeft: 9 });
  expect(await subjects()).toContain('A recovery code of your Gridsky account was used');
});

test('new recovery codes end the old ones', async () => {
  const { recoveryCodes } = await addSecondFactor(platform, account.userId);
  const { recoveryCodes: renewed } = await renewRecoveryCodes(platform.system, createSignInThrottle(), {
    userId: account.userId,
    currentPassword: PASSWORD,
  });
  await expect(check(recoveryCodes[0] ?? '')).rejects.toMatchObject({ code: 'unauthenticated' });
  await check(renewed[0] ?? '');
});

test('beginning, renewing and removing need the password; removing ends other sessions', async () => {
  await addSecondFactor(platform, account.userId);
  const wrong = { userId: account.userId, sessionId: account.userId, currentPassword: 'not the password' };
  const throttle = createSignInThrottle();
  for (const change of [removeSecondFactor, renewRecoveryCodes]) {
    await expect(change(platform.system, throttle, wrong)).rejects.toMatchObject({ param: 'currentPassword' });
  }
  const other = await signedIn();
  const session = await removeSecondFactor(platform.system, throttle, { ...wrong, currentPassword: PASSWORD });
  expect(await hasSecondFactor(platform.system, account.userId)).toBe(false);
  expect(await checkSession(platform.system, other)).toBeNull();
  expect(await checkSession(platform.system, session.sessionId)).not.toBeNull();
  expect(await platform.database.system.recoveryCode.count({ where: { userId: account.userId } })).toBe(0);
});

test('the operator lets somebody in who lost everything; no session of before goes on', async () => {
  await expect(clearSecondFactor(platform.system, account)).rejects.toMatchObject({ code: 'conflict' });
  await addSecondFactor(platform, account.userId);
  const session = await signedIn();
  await clearSecondFactor(platform.system, account);
  expect(await hasSecondFactor(platform.system, account.userId)).toBe(false);
  expect(await checkSession(platform.system, session)).toBeNull();
});

test('a confirmed authenticator is not replaced by beginning anew', async () => {
  await addSecondFactor(platform, account.userId);
  await expect(beginSecondFactor(platform, account.userId)).rejects.toMatchObject({ code: 'conflict' });
  expect(await hasSecondFactor(platform.system, account.userId)).toBe(true);
});

test('no row shows the secret or a recovery code, and no other account’s row opens with it', async () => {
  const { secret, recoveryCodes } = await addSecondFactor(platform, account.userId);
  const { rows } = await platform.owner.query(
    `SELECT (SELECT string_agg(to_jsonb(f)::text, '') FROM second_factor f) || (SELECT string_agg(to_jsonb(c)::text, '')
     FROM recovery_code c) AS text`,
  );
  const bytes = Buffer.from(secret);
  for (const form of [
    secret,
    bytes.toString('hex'),
    ...recoveryCodes,
    ...recoveryCodes.map((code) => code.replaceAll('-', '')),
  ]) {
    expect(rows[0].text).not.toContain(form);
  }
  const other = await createAccount(platform);
  await addSecondFactor(platform, other.userId);
  await platform.owner.query(
    `UPDATE second_factor SET sealed_secret = (SELECT sealed_secret FROM second_factor WHERE user_id = $1), last_step = 0
     WHERE user_id = $2`,
    [account.userId, other.userId],
  );
  const moved = checkSecondFactor(platform.system, createCodeThrottle(), {
    userId: other.userId,
    code: codeOf(secret, platform.now()),
  });
  await expect(moved).rejects.not.toMatchObject({ name: 'Fault' });
});

function confirm(code: string, sessionId: string = account.userId) {
  return confirmSecondFactor(platform.system, createCodeThrottle(), { userId: account.userId, sessionId, code });
}

function check(code: string, throttle = createCodeThrottle()): Promise<void> {
  return checkSecondFactor(platform.system, throttle, { userId: account.userId, code });
}

async function signedIn(): Promise<string> {
  return (await startSession(platform.system, { userId: account.userId, userAgent: null })).sessionId;
}

async function subjects(): Promise<string[]> {
  const letters = await readMailbox({ ...platform.system, sealer: platform.system.mail.sealer }, account.email);
  return letters.map(({ subject }) => subject);
}
