import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMailThrottle } from './mail-throttle.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a recipient gets at most 5 letters an hour, whoever asks', async () => {
  const throttle = createMailThrottle();
  for (let letters = 0; letters < 5; letters++) await throttle.consume('ada@example.com', `203.0.113.${letters}`);
  await expect(throttle.consume('ada@example.com', '203.0.113.9')).rejects.toMatchObject({ code: 'throttled' });
  await vi.advanceTimersByTimeAsync(60 * 60_000 + 1);
  await expect(throttle.consume('ada@example.com', '203.0.113.9')).resolves.toBeUndefined();
});

test('one address may cause 20 letters an hour, whoever they go to', async () => {
  const throttle = createMailThrottle();
  for (let letters = 0; letters < 20; letters++) await throttle.consume(`user-${letters}@example.com`, '203.0.113.7');
  await expect(throttle.consume('another@example.com', '203.0.113.7')).rejects.toMatchObject({ code: 'throttled' });
});
