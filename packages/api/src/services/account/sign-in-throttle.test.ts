import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSignInThrottle } from './sign-in-throttle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('one address may try 50 times, whatever accounts it tries', async () => {
  const throttle = createSignInThrottle();
  for (let tries = 0; tries < 50; tries++) await throttle.consume(`user-${tries}@example.com`, '203.0.113.7');
  await expect(throttle.consume('another@example.com', '203.0.113.7')).rejects.toMatchObject({ code: 'throttled' });
  await expect(throttle.consume('another@example.com', '203.0.113.8')).resolves.toBeUndefined();
});

test('attempts come back after 15 minutes, also for somebody who kept trying', async () => {
  const throttle = createSignInThrottle();
  for (let tries = 0; tries < 10; tries++) await throttle.consume('ada@example.com', null);
  await vi.advanceTimersByTimeAsync(14 * 60_000);
  await expect(throttle.consume('ada@example.com', null)).rejects.toMatchObject({
    code: 'throttled',
    message: 'Too many attempts. Wait 1 minute and try again.',
  });
  await vi.advanceTimersByTimeAsync(60_001);
  await expect(throttle.consume('ada@example.com', null)).resolves.toBeUndefined();
});

test('accounts are counted apart, and callers without an address by account alone', async () => {
  const throttle = createSignInThrottle();
  for (let tries = 0; tries < 100; tries++) await throttle.consume(`user-${tries}@example.com`, null);
});

test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])(
  '%s, where a proxy may stand, is counted by account alone',
  async (ip) => {
    const throttle = createSignInThrottle();
    for (let tries = 0; tries < 100; tries++) await throttle.consume(`user-${tries}@example.com`, ip);
    for (let tries = 0; tries < 9; tries++) await throttle.consume('user-1@example.com', ip);
    await expect(throttle.consume('user-1@example.com', ip)).rejects.toMatchObject({ code: 'throttled' });
  },
);
