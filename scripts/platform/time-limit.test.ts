import { expect, test } from 'vitest';
import { settles, withinLimit } from './time-limit.ts';

const never = new Promise<never>(() => undefined);

test('work within its limit gives its result or its own error', async () => {
  expect(await withinLimit('seed', 60_000, Promise.resolve(42))).toBe(42);
  await expect(withinLimit('seed', 60_000, Promise.reject(new Error('full')))).rejects.toThrow('full');
});

test('work that never ends is given up with a sentence that names the step', async () => {
  await expect(withinLimit('seed', 10, never)).rejects.toThrow('The step seed did not end within 0.01 s');
});

test('waiting for what never ends stops at the limit, at the signal, and at once after it', async () => {
  expect(await settles(never, 10)).toBe(false);
  const controller = new AbortController();
  const waiting = settles(never, 60_000, controller.signal);
  controller.abort();
  expect(await waiting).toBe(false);
  expect(await settles(never, 60_000, controller.signal)).toBe(false);
});

test('a failure is an end as well', async () => {
  expect(await settles(Promise.reject(new Error('full')), 60_000)).toBe(true);
});
