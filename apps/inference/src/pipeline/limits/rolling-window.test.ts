import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRollingWindows } from './rolling-window.ts';

const steps = fc.array(
  fc.record({ wait: fc.oneof(fc.nat(50), fc.nat(2_000), fc.nat(70_000)), amount: fc.integer({ min: 1, max: 6 }) }),
  {
    minLength: 1,
    maxLength: 300,
  },
);

describe('rolling windows', () => {
  it('never admit more than the limit within any 60 s', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 40 }), (sequence, limit) => {
        let at = 1_000_000;
        const windows = createRollingWindows(() => at);
        const admitted: { at: number; amount: number }[] = [];
        for (const { wait, amount } of sequence) {
          at += wait;
          if (windows.decide([{ name: 'a', amount, limit }]).admitted) admitted.push({ at, amount });
        }
        for (const { at: end } of admitted) {
          const inside = admitted
            .filter((entry) => entry.at > end - 60_000 && entry.at <= end)
            .reduce((sum, entry) => sum + entry.amount, 0);
          expect(inside).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('never refuse what leaves room in the last 61 s', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 6, max: 40 }), (sequence, limit) => {
        let at = 1_000_000;
        const windows = createRollingWindows(() => at);
        const admitted: { at: number; amount: number }[] = [];
        for (const { wait, amount } of sequence) {
          at += wait;
          const recent = admitted
            .filter((entry) => entry.at > at - 61_000)
            .reduce((sum, entry) => sum + entry.amount, 0);
          const decision = windows.decide([{ name: 'a', amount, limit }]);
          if (decision.admitted) admitted.push({ at, amount });
          else expect(recent + amount).toBeGreaterThan(limit);
        }
      }),
    );
  });

  it('charge all levels or none: what one level refuses costs the others nothing', () => {
    let at = 0;
    const windows = createRollingWindows(() => at);
    const both = [
      { name: 'key', amount: 1, limit: 2 },
      { name: 'tenant', amount: 1, limit: 100 },
    ];
    for (let index = 0; index < 5; index++) windows.decide(both);
    const probe = windows.decide([{ name: 'tenant', amount: 0, limit: 100 }]);
    expect(probe.states[0]?.used).toBe(2);
    at += 61_000;
    expect(windows.decide(both).admitted).toBe(true);
  });

  it('say a wait after which the same request is admitted, and not a bucket earlier', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 6, max: 40 }), (sequence, limit) => {
        let at = 1_000_000;
        const windows = createRollingWindows(() => at);
        for (const { wait, amount } of sequence) {
          at += wait;
          const decision = windows.decide([{ name: 'a', amount, limit }]);
          if (decision.admitted) continue;
          const { retryAfterMs } = decision.refused;
          expect(retryAfterMs).toBeGreaterThan(0);
          expect(retryAfterMs).toBeLessThanOrEqual(61_000);
          at += retryAfterMs - 1;
          expect(windows.decide([{ name: 'a', amount, limit }]).admitted).toBe(false);
          at += 1;
          expect(windows.decide([{ name: 'a', amount, limit }]).admitted).toBe(true);
        }
      }),
    );
  });

  it('forget names that were not used for a minute', () => {
    let at = 0;
    const windows = createRollingWindows(() => at);
    for (let index = 0; index < 1_000; index++) windows.decide([{ name: `key ${index}`, amount: 1, limit: 10 }]);
    expect(windows.size).toBe(1_000);
    at += 130_000;
    windows.decide([{ name: 'another', amount: 1, limit: 10 }]);
    expect(windows.size).toBe(1);
  });
});
