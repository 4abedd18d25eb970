import { expect, test } from 'vitest';
import { changesText, fieldChanges } from './audit-changes.ts';

test('fields that changed, with what they were and are; those that stayed are left out', () => {
  expect(
    fieldChanges(
      { plan: 'trial', status: 'active', keysMax: null, models: [] },
      { plan: 'scale', status: 'active', keysMax: 12_000, models: ['a', 'b'] },
    ),
  ).toEqual([
    { field: 'Plan', before: 'trial', after: 'scale' },
    { field: 'Keys max', before: null, after: '12,000' },
    { field: 'Models', before: 'none', after: 'a, b' },
  ]);
});

test('something made or removed has one side', () => {
  expect(changesText(null, { name: 'CI', disabled: false })).toBe('Name: CI; Disabled: no');
  expect(changesText({ creditNano: '5.00' }, null)).toBe('Credit $: 5.00 → none');
  expect(changesText(null, null)).toBe('');
});
