import { cents, nano } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { creditUsedText } from './credit-used-text.ts';

test('what is used is told in cents, rounded up; of a credit below a dollar to the nano-dollar', () => {
  expect(creditUsedText(nano(1n), cents(500))).toBe('$0.01');
  expect(creditUsedText(cents(500), cents(500))).toBe('$5');
  expect(creditUsedText(nano(4_800n), nano(10_000n))).toBe('$0.0000048');
});
