import { expect, test } from 'vitest';
import { createKeyFields, expiryDate } from './create-key-form.ts';

const now = new Date('2026-03-10T12:00:00Z');

test('never is no date, days are counted from now', () => {
  expect(expiryDate('never', now)).toBeNull();
  expect(expiryDate('30', now)?.toISOString()).toBe('2026-04-09T12:00:00.000Z');
  expect(expiryDate('365', now)?.toISOString()).toBe('2027-03-10T12:00:00.000Z');
});

test('a name of blanks is refused with what to do', () => {
  const result = createKeyFields.safeParse({ name: '  ', mode: 'live', scope: 'infer', expiry: 'never' });
  expect(result.error?.issues[0]?.message).toBe('Give the key a name.');
});
