import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { calibrateWorkers } from './calibrate-workers.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How many of the workers are kept where so many that run at once take so long each. */
async function kept(workers: number, msOf: (running: number, batch: number) => number): Promise<number> {
  let running = 0;
  let batch = 0;
  const run = async () => {
    running++;
    await new Promise<void>((resolve) => {
      // Those that start together are all counted before the first of them is timed.
      queueMicrotask(() => setTimeout(resolve, msOf(running, batch++)));
    });
    running--;
  };
  let result: number | undefined;
  calibrateWorkers(workers, run, () => Date.now()).then((count) => {
    result = count;
  });
  while (result === undefined) await vi.advanceTimersByTimeAsync(1);
  return result;
}

it('keeps every worker where each has a core', async () => {
  expect(await kept(4, () => 10)).toBe(4);
});

it('keeps half of them where two take turns on one core', async () => {
  expect(await kept(8, (running) => (running > 4 ? 20 : 10))).toBe(4);
});

it('is not misled by a neighbour who takes the cores for most of the time', async () => {
  expect(await kept(4, (_running, batch) => (batch < 24 ? 45 : 10))).toBe(4);
});

it('has nothing to try with one worker', async () => {
  expect(await calibrateWorkers(1, () => Promise.reject(new Error('not run')), Date.now)).toBe(1);
});
