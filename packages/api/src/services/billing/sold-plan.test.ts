import { expect, test } from 'vitest';
import { planInput } from './sold-plan.ts';

test.each(['', 'starter\u0000', 'x'.repeat(41), 'ｓtarter', "' OR 1=1"])(
  '%j is no plan’s id and reaches no database',
  (planId) => {
    const { error } = planInput.safeParse({ planId });
    expect(error?.issues[0]?.message).toContain('not sold here');
  },
);

test('a plan’s id passes', () => {
  expect(planInput.parse({ planId: 'starter' })).toEqual({ planId: 'starter' });
});
