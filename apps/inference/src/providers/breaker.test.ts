import { expect, it, vi } from 'vitest';
import { createBreaker } from './breaker.ts';

function breakerAt() {
  let at = 0;
  const onChange = vi.fn();
  const breaker = createBreaker(() => at, onChange);
  const fail = (times: number) => {
    for (let count = 0; count < times; count++) if (breaker.admit()) breaker.fail();
  };
  return { breaker, onChange, fail, pass: (ms: number) => (at += ms) };
}

it('opens after five failures in a row, and lets nothing through', () => {
  const { breaker, onChange, fail } = breakerAt();
  fail(4);
  expect(breaker.admit()).toBe(true);
  breaker.succeed();
  fail(4);
  expect(breaker.state().phase).toBe('closed');
  fail(1);
  expect(breaker.state()).toEqual({ phase: 'open', retryAfterMs: 5_000 });
  expect(breaker.admit()).toBe(false);
  expect(onChange.mock.calls).toEqual([['open']]);
});

it('lets one probe through after the cool-down, and closes when it is answered', () => {
  const { breaker, onChange, fail, pass } = breakerAt();
  fail(5);
  pass(5_000);
  expect(breaker.state().phase).toBe('half_open');
  expect([breaker.admit(), breaker.admit()]).toEqual([true, false]);
  breaker.succeed();
  expect([breaker.admit(), breaker.admit()]).toEqual([true, true]);
  expect(onChange.mock.calls).toEqual([['open'], ['closed']]);
});

it('waits longer after each failed probe, a minute at most', () => {
  const { breaker, fail, pass } = breakerAt();
  fail(5);
  const waits: number[] = [];
  for (let probe = 0; probe < 6; probe++) {
    const { retryAfterMs } = breaker.state();
    waits.push(retryAfterMs);
    pass(retryAfterMs);
    fail(1);
  }
  expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
});

it('a probe that was cancelled leaves the next one its turn', () => {
  const { breaker, fail, pass } = breakerAt();
  fail(5);
  pass(5_000);
  expect(breaker.admit()).toBe(true);
  breaker.skip();
  expect(breaker.admit()).toBe(true);
});

it('what fails after it has opened does not keep it open longer', () => {
  const { breaker, fail } = breakerAt();
  const late = [breaker.admit(), breaker.admit()];
  fail(5);
  for (const admitted of late) if (admitted) breaker.fail();
  expect(breaker.state()).toEqual({ phase: 'open', retryAfterMs: 5_000 });
});
