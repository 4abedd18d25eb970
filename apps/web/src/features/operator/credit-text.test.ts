import { nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { creditText, grantText } from './credit-text.ts';

test('credit is cut to whole cents, and what is less than one is exact', () => {
  expect(creditText(nano(4_999_999_999n))).toBe('$4.99');
  expect(creditText(nano(1_234_050_000_000n))).toBe('$1,234.05');
  expect(creditText(nano(1n))).toBe('$0.000000001');
  expect(creditText(nano(0n))).toBe('$0.00');
});

test('a grant shows what its giver wrote', () => {
  expect(grantText('operator:0199c0de-0000-7000-8000-000000000001 Outage: 3 March')).toBe('Outage: 3 March');
  expect(grantText('plan:0199c0de-0000-7000-8000-000000000001')).toBe('Credit of the plan');
  expect(grantText('stripe:evt_1')).toBe('Paid by card');
  expect(grantText('something else')).toBe('something else');
});
