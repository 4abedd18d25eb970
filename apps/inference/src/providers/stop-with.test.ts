import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isTimeout, stopWith } from './stop-with.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('ends after its time, and says so', () => {
  const { signal } = stopWith(new AbortController().signal, 1_000);
  vi.advanceTimersByTime(999);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(isTimeout(signal.reason)).toBe(true);
});

it('ends with the other signal and for its reason, also when that had ended before', () => {
  const outer = new AbortController();
  const { signal } = stopWith(outer.signal, 1_000);
  outer.abort('gone');
  expect([signal.reason, stopWith(outer.signal, 1_000).signal.reason]).toEqual(['gone', 'gone']);
  expect(isTimeout(signal.reason)).toBe(false);
});

it('leaves no timer behind, and no longer follows', () => {
  const outer = new AbortController();
  const { signal, end, leave } = stopWith(outer.signal, 1_000);
  leave();
  expect(vi.getTimerCount()).toBe(0);
  outer.abort('gone');
  expect(signal.aborted).toBe(false);
  end('over');
  expect(signal.reason).toBe('over');
});
