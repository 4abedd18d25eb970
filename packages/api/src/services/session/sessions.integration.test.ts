import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccount, openTestPlatform, type TestAccount, type TestPlatform } from '../../testing/platform.ts';
import { setPassword } from '../operator/change-user.ts';
import { checkSession } from './check-session.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { listSessions } from './list-sessions.ts';
import { startSession } from './start-session.ts';

const DAY_MS = 86_400_000;

let platform: TestPlatform;
let account: TestAccount;

beforeAll(async () => {
  platform = await openTestPlatform();
});
beforeEach(async () => {
  account = await createAccount(platform);
});
afterAll(() => platform?.close());

test('a session tells its user and what the user belongs to', async () => {
  const sessionId = await start();
  expect(await check(sessionId)).toEqual({
    sessionId,
    userId: account.userId,
    email: account.email,
    emailVerified: true,
    hasPassword: true,
    name: '',
    platformAdmin: false,
    memberships: [{ tenantId: account.tenantId, tenantName: 'Acme', role: 'owner', planId: 'trial', suspended: false }],
  });
});

test('an ended session is refused at once and stays refused, while others of the user go on', async () => {
  const [ended, other] = [await start(), await start()];
  await end(ended);
  expect(await check(ended)).toBeNull();
  platform.advance(10 * 60_000);
  expect(await check(other)).not.toBeNull();
  expect(await check(ended)).toBeNull();
  await expect(end(ended)).rejects.toMatchObject({ code: 'not_found' });
});

test('a session expires after 30 days, to the millisecond', async () => {
  const sessionId = await start();
  platform.advance(30 * DAY_MS - 1);
  expect(await check(sessionId)).not.toBeNull();
  platform.advance(1);
  expect(await check(sessionId)).toBeNull();
});

test.each(['', 'x', '../etc/passwd', "' OR true --", randomUUID()])('%j is no session', async (sessionId) => {
  expect(await check(sessionId)).toBeNull();
});

test("ending somebody else's session answers like ending one that never was, and ends nothing", async () => {
  const theirs = await start();
  const { userId } = await createAccount(platform);
  const errors = await Promise.all(
    [theirs, randomUUID()].map((sessionId) =>
      endSession(platform.system, { userId, sessionId }).then(
        () => null,
        ({ code, message }) => ({ code, message }),
      ),
    ),
  );
  expect(errors).toEqual([errors[1], { code: 'not_found', message: 'No such session.' }]);
  expect(await check(theirs)).not.toBeNull();
});

test('ten requests that end one session at once leave one audit row', async () => {
  const sessionId = await start();
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => end(sessionId)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const where = { action: 'session.end', targetId: sessionId };
  expect(await platform.database.system.auditEntry.count({ where })).toBe(1);
});

test('a new password ends every session of the user and of nobody else', async () => {
  const mine = [await start(), await start()];
  const other = await createAccount(platform);
  const theirs = await startSession(platform.system, { userId: other.userId, userAgent: null });
  await setPassword(platform.system, { email: account.email, password: 'another password' });
  for (const sessionId of mine) expect(await check(sessionId)).toBeNull();
  expect(await check(theirs.sessionId)).not.toBeNull();
});

test('a suspended user has no session any more', async () => {
  const sessionId = await start();
  await platform.database.system.user.update({ where: { id: account.userId }, data: { suspendedAt: platform.now() } });
  expect(await check(sessionId)).toBeNull();
});

test('the list shows live sessions of the user only, last seen first', async () => {
  const [ended, first, second] = [await start(), await start(), await start()];
  await end(ended);
  const other = await createAccount(platform);
  await startSession(platform.system, { userId: other.userId, userAgent: null });
  platform.advance(10 * 60_000);
  await check(first);
  const listed = await listSessions(platform.system, { userId: account.userId });
  expect(listed.map(({ id }) => id)).toEqual([first, second]);
  platform.advance(30 * DAY_MS);
  expect(await listSessions(platform.system, { userId: account.userId })).toEqual([]);
});

async function start(): Promise<string> {
  const { sessionId } = await startSession(platform.system, { userId: account.userId, userAgent: 'Browser' });
  return sessionId;
}

function check(sessionId: string) {
  return checkSession(platform.system, sessionId);
}

function end(sessionId: string) {
  return endSession(platform.system, { userId: account.userId, sessionId });
}

test('ending the others leaves this session alone', async () => {
  const [mine, second, third] = [await start(), await start(), await start()];
  await endOtherSessions(platform.system, { userId: account.userId, sessionId: mine });
  expect(await check(mine)).not.toBeNull();
  for (const other of [second, third]) expect(await check(other)).toBeNull();
});
