import { NANO_PER_DOLLAR } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { budgetFields } from './budget-form.ts';

test('dollars are read exactly, and nothing typed is no threshold', () => {
  expect(budgetFields.parse({ hardNano: '$1,250.50', softNano: '' })).toEqual({
    hardNano: 1_250n * NANO_PER_DOLLAR + 500_000_000n,
    softNano: null,
  });
});

test.each([
  [{ hardNano: 'ten', softNano: '' }, 'hardNano', 'Enter dollars'],
  [{ hardNano: '0', softNano: '' }, 'hardNano', 'Enter more than $0'],
  [{ hardNano: '5', softNano: '6' }, 'softNano', 'Be told at the budget or below it.'],
  [{ hardNano: '', softNano: '1000001' }, 'softNano', 'Enter at most $1,000,000.'],
])('%j is refused at %s', (fields, field, message) => {
  const [issue] = budgetFields.safeParse(fields).error?.issues ?? [];
  expect(issue?.path).toEqual([field]);
  expect(issue?.message).toContain(message);
});
