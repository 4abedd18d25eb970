import { expect, test } from 'vitest';
import { nano } from './money.ts';
import { trialMarks } from './trial-mark.ts';

const now = new Date('2031-03-14T12:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const DAY_MS = 86_400_000;

test.each([
  [5_000n, false, []],
  [2_501n, false, []],
  [2_500n, false, ['used_50']],
  [1_001n, false, ['used_50']],
  [1_000n, false, ['used_50', 'used_80']],
  [1n, false, ['used_50', 'used_80']],
  [1n, true, ['used_50', 'used_80', 'used_100']],
  [0n, true, ['used_50', 'used_80', 'used_100']],
])('with %s of 5000 left, used up %s, the marks passed are %s', (availableNano, usedUp, marks) => {
  const credit = { grantedNano: nano(5_000n), availableNano: nano(availableNano), usedUp };
  expect(trialMarks({ ...credit, trialEndsAt: after(14 * DAY_MS) }, now)).toEqual(marks);
});

test.each([
  [3 * DAY_MS + 1, []],
  [3 * DAY_MS, ['ends_soon']],
  [1, ['ends_soon']],
  [0, ['ends_soon', 'ended']],
])('%s ms before its end the marks passed are %s', (ms, marks) => {
  expect(
    trialMarks({ grantedNano: nano(5n), availableNano: nano(5n), usedUp: false, trialEndsAt: after(ms) }, now),
  ).toEqual(marks);
});

test('a trial without credit is used up, one without end does not end', () => {
  expect(trialMarks({ grantedNano: nano(0n), availableNano: nano(0n), usedUp: true, trialEndsAt: null }, now)).toEqual([
    'used_50',
    'used_80',
    'used_100',
  ]);
});
