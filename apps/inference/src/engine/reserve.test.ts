import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createReserve } from './reserve.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const start = ({ workers = 2 } = {}) => {
  const onLapse = vi.fn();
  return { onLapse, reserve: createReserve({ workers: () => workers, now: () => Date.now(), onLapse }) };
};
const slow = (): number => 100;

it('keeps one worker free of batches while interactive requests come in', () => {
  const { reserve } = start();
  reserve.noteArrival('interactive');
  expect(reserve.allowsBatch(slow)).toBe(true);
  const leave = reserve.enter('batch');
  expect(reserve.allowsBatch(slow)).toBe(false);
  leave();
  expect(reserve.allowsBatch(slow)).toBe(true);
});

it('gives all workers to batches when no interactive request has come for a while, and says when that begins', () => {
  const { reserve, onLapse } = start();
  reserve.noteArrival('interactive');
  reserve.enter('batch');
  expect(reserve.allowsBatch(slow)).toBe(false);
  vi.advanceTimersByTime(501);
  expect(onLapse).toHaveBeenCalledOnce();
  expect(reserve.allowsBatch(slow)).toBe(true);
});

it('does not count batches of its own kind as a reason, nor interactive ones against the reserve', () => {
  const { reserve } = start();
  reserve.noteArrival('batch');
  reserve.enter('batch');
  expect(reserve.allowsBatch(slow)).toBe(true);
  reserve.noteArrival('interactive');
  const { reserve: other } = start();
  other.noteArrival('interactive');
  other.enter('interactive');
  expect(other.allowsBatch(slow)).toBe(true);
});

it.each([
  ['a lone worker is shared', { workers: 1 }, slow],
  ['a model that makes nobody wait needs no reserve', {}, (): number => 1],
])('%s', (_name, options, batchMs) => {
  const { reserve } = start(options);
  reserve.noteArrival('interactive');
  reserve.enter('batch');
  expect(reserve.allowsBatch(batchMs)).toBe(true);
});
