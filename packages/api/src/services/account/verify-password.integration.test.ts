import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fault } from '../../domain/fault.ts';
import { createAccount, openTestPlatform, PASSWORD, type TestPlatform } from '../../testing/platform.ts';
import { createSignInThrottle, type SignInThrottle } from './sign-in-throttle.ts';
import { verifyPassword } from './verify-password.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await openTestPlatform();
});
afterAll(() => platform?.close());

test('the right password tells the user', async () => {
  const { email, userId } = await createAccount(platform);
  expect(await attempt(email, PASSWORD)).toEqual({ userId });
});

test('an unknown address, a wrong password and a suspended user get one and the same answer', async () => {
  const [known, suspended] = [await createAccount(platform), await createAccount(platform)];
  const suspendedAt = platform.now();
  await platform.database.system.user.update({ where: { id: suspended.userId }, data: { suspendedAt } });
  const unknown = await refusal(attempt('nobody@example.com', PASSWORD));
  expect(unknown).toEqual({
    code: 'unauthenticated',
    message: 'Address and password do not match. Check both and try again.',
    param: null,
    retryAfterMs: undefined,
  });
  expect(await refusal(attempt(known.email, `${PASSWORD}!`))).toEqual(unknown);
  expect(await refusal(attempt(suspended.email, PASSWORD))).toEqual(unknown);
});

test('after 10 wrong passwords even the right one is refused, and so is a guess at an unknown address', async () => {
  const { email } = await createAccount(platform);
  for (const address of [email, 'unknown@example.com']) {
    const throttle = createSignInThrottle();
    for (let tries = 0; tries < 10; tries++) {
      expect(await refusal(attempt(address, 'a wrong password', throttle))).toMatchObject({ code: 'unauthenticated' });
    }
    const refused = await refusal(attempt(address, PASSWORD, throttle));
    expect(refused).toMatchObject({ code: 'throttled', message: 'Too many attempts. Wait 15 minutes and try again.' });
    expect(refused.retryAfterMs).toBeGreaterThan(14 * 60_000);
  }
});

test('40 guesses at once are no way around the bound', async () => {
  const { email } = await createAccount(platform);
  const throttle = createSignInThrottle();
  const guesses = Array.from({ length: 40 }, () => refusal(attempt(email, 'a wrong password', throttle)));
  const codes = (await Promise.all(guesses)).map(({ code }) => code);
  expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(10);
  expect(codes.filter((code) => code === 'throttled')).toHaveLength(30);
});

test('the right password in time gives the attempts back', async () => {
  const { email, userId } = await createAccount(platform);
  const throttle = createSignInThrottle();
  for (let round = 0; round < 3; round++) {
    for (let tries = 0; tries < 9; tries++) await refusal(attempt(email, 'a wrong password', throttle));
    expect(await attempt(email, PASSWORD, throttle)).toEqual({ userId });
  }
});

function attempt(email: string, password: string, throttle: SignInThrottle = createSignInThrottle()) {
  return verifyPassword(platform.system, throttle, { email, password });
}

async function refusal(
  attempted: Promise<unknown>,
): Promise<Pick<Fault, 'code' | 'message' | 'param' | 'retryAfterMs'>> {
  const fault: Fault = await attempted.then(
    () => {
      throw new Error('it was let in');
    },
    (reason) => reason,
  );
  return { code: fault.code, message: fault.message, param: fault.param, retryAfterMs: fault.retryAfterMs };
}
