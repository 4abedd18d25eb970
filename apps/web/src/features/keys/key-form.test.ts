import type { KeyView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { expiryDate, fieldOf, type KeyFields, keyFields, keyFormValues, keyTerms } from './key-form.ts';

const now = new Date('2026-03-10T12:00:00Z');
const fields: KeyFields = { ...keyFormValues(null), name: 'K' };
const refusal = (change: Partial<KeyFields>) => {
  const [issue] = keyFields.safeParse({ ...fields, ...change }).error?.issues ?? [];
  return [issue?.path.join('.'), issue?.message];
};

test('never is no date, days are counted from now, a day begins at midnight UTC', () => {
  const date = (expiry: KeyFields['expiry'], expiryDay = '') => expiryDate({ expiry, expiryDay }, now);
  expect(date('never')).toBeNull();
  expect(date('30')?.toISOString()).toBe('2026-04-09T12:00:00.000Z');
  expect(date('365')?.toISOString()).toBe('2027-03-10T12:00:00.000Z');
  expect(date('day', '2026-05-01')?.toISOString()).toBe('2026-05-01T00:00:00.000Z');
  expect(date('day', '')).toBeNull();
});

test('an edited key whose day was left alone keeps its hour', () => {
  const before = new Date('2026-05-01T17:30:00Z');
  const keep = { expiry: 'day', expiryDay: '2026-05-01' } as const;
  expect(expiryDate(keep, now, before)).toBe(before);
  expect(expiryDate({ ...keep, expiryDay: '2026-05-02' }, now, before)?.toISOString()).toBe('2026-05-02T00:00:00.000Z');
});

test('limits are typed with or without commas, addresses on lines or apart by commas', () => {
  const checked = keyFields.parse({
    ...fields,
    requestsPerMinuteMax: ' 1,000 ',
    allowedCidrs: '10.0.0.0/8, 203.0.113.7\n2001:DB8::/32\n\n10.0.0.0/8',
  });
  expect(keyTerms(checked, now, null)).toEqual({
    name: 'K',
    scope: 'infer',
    expiresAt: null,
    allowedModels: [],
    allowedCidrs: ['10.0.0.0/8', '203.0.113.7/32', '2001:db8::/32'],
    requestsPerMinuteMax: 1_000,
    tokensPerMinuteMax: null,
  });
});

test('what is wrong is said at its field, with what to do', () => {
  expect(refusal({ name: '  ' })).toEqual(['name', 'Give the key a name.']);
  expect(refusal({ requestsPerMinuteMax: 'many' })[0]).toBe('requestsPerMinuteMax');
  expect(refusal({ tokensPerMinuteMax: '0' })).toEqual([
    'tokensPerMinuteMax',
    'Enter 1 or more. To stop a key, disable it.',
  ]);
  expect(refusal({ tokensPerMinuteMax: '1.5' })).toEqual(['tokensPerMinuteMax', 'Enter a whole number.']);
  expect(refusal({ allowedCidrs: '10.0.0.0/8\n10.1.2.3/8' })).toEqual([
    'allowedCidrs',
    '“10.1.2.3/8” is one address inside a network. Write 10.0.0.0/8 for all of it, or 10.1.2.3 alone.',
  ]);
  expect(refusal({ expiry: 'day', expiryDay: '' })).toEqual(['expiryDay', 'Choose a day.']);
});

test('a key comes into the form and out of it unchanged', () => {
  const key = {
    name: 'K',
    mode: 'test',
    scope: 'read',
    expiresAt: new Date('2026-05-01T17:30:00Z'),
    allowedModels: ['plugsky-embed-v1'],
    allowedCidrs: ['10.0.0.0/8', '2001:db8::/32'],
    requestsPerMinuteMax: 30,
    tokensPerMinuteMax: 20_000,
  } as KeyView;
  const { mode: _mode, ...terms } = key;
  expect(keyTerms(keyFields.parse(keyFormValues(key)), now, key)).toEqual(terms);
});

test('a refusal of the server is shown at the field it is about, if there is one', () => {
  expect(fieldOf('allowedModels')).toBe('allowedModels');
  expect(fieldOf('expiresAt')).toBe('expiryDay');
  expect(fieldOf('keyId')).toBeNull();
  expect(fieldOf(undefined)).toBeNull();
});
