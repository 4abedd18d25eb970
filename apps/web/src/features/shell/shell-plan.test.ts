import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { shellPlan } from './shell-plan.ts';

const metered = { id: 'trial', name: 'Trial', priceMonthlyNano: nano(0n), metered: true, models: [] };

test('a trial shows what is left, cut to whole cents', () => {
  const plan = shellPlan({
    plan: metered,
    credit: { grantedNano: nano(5_000_000_000n), availableNano: nano(4_219_999_999n), usedUp: false },
  });
  expect(plan.credit?.left).toBe('$4.21');
  expect(plan.credit?.used).toBeCloseTo(0.156, 3);
});

test('a credit that is gone counts as fully used', () => {
  expect(
    shellPlan({ plan: metered, credit: { grantedNano: nano(0n), availableNano: nano(0n), usedUp: true } }).credit?.used,
  ).toBe(1);
});

test('a flat plan shows its name only', () => {
  const plan = shellPlan({
    plan: { ...metered, metered: false, name: 'Builder' },
    credit: { grantedNano: nano(0n), availableNano: nano(0n), usedUp: true },
  });
  expect(plan).toEqual({ name: 'Builder' });
});
