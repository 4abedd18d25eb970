import type { KeyView } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { applyFilter, defaultFilter, isNarrowed, type KeyFilter, readFilter, writeFilter } from './key-filter.ts';

function key(name: string, change: Partial<KeyView> = {}): KeyView {
  return {
    id: name,
    name,
    display: 'sk-live-Ab3…x9Qz',
    mode: 'live',
    scope: 'infer',
    state: 'active',
    allowedModels: [],
    allowedCidrs: [],
    requestsPerMinuteMax: null,
    tokensPerMinuteMax: null,
    previous: null,
    createdAt: new Date('2026-01-01'),
    createdBy: 'ada@example.com',
    expiresAt: null,
    lastUsedAt: null,
    ...change,
  };
}

const names = (keys: KeyView[]) => keys.map(({ name }) => name);
const show = (keys: KeyView[], change: Partial<KeyFilter>) => names(applyFilter(keys, { ...defaultFilter, ...change }));

test('a filter survives the address and comes back the same', () => {
  const filter: KeyFilter = {
    search: 'ci & cd',
    state: 'all',
    scope: 'read',
    mode: 'test',
    sort: 'name',
    descending: false,
  };
  expect(readFilter(new URLSearchParams(writeFilter(filter)))).toEqual(filter);
  expect(readFilter(new URLSearchParams(writeFilter(defaultFilter)))).toEqual(defaultFilter);
  expect(writeFilter(defaultFilter)).toBe('');
});

test('an address with unknown words shows the default', () => {
  expect(readFilter(new URLSearchParams('state=lost&scope=root&sort=secret'))).toEqual(defaultFilter);
});

test('revoked keys are hidden until asked for', () => {
  const keys = [key('a'), key('b', { state: 'revoked' }), key('c', { state: 'expired' })];
  expect(show(keys, {})).toEqual(['a', 'c']);
  expect(show(keys, { state: 'all' })).toEqual(['a', 'b', 'c']);
  expect(show(keys, { state: 'revoked' })).toEqual(['b']);
});

test('search finds by name, masked key and maker, whatever the case', () => {
  const keys = [key('Production'), key('CI', { display: 'sk-test-Zz9…0000' }), key('x', { createdBy: 'bob@b.org' })];
  expect(show(keys, { search: 'PROD ' })).toEqual(['Production']);
  expect(show(keys, { search: 'zz9' })).toEqual(['CI']);
  expect(show(keys, { search: 'bob@' })).toEqual(['x']);
});

test('never used sorts as longest ago, never expiring as last', () => {
  const keys = [
    key('never'),
    key('old', { lastUsedAt: new Date('2026-01-02'), expiresAt: new Date('2026-06-01') }),
    key('new', { lastUsedAt: new Date('2026-02-02'), expiresAt: new Date('2026-05-01') }),
  ];
  expect(show(keys, { sort: 'lastUsed', descending: false })).toEqual(['never', 'old', 'new']);
  expect(show(keys, { sort: 'expires', descending: false })).toEqual(['new', 'old', 'never']);
});

test('names sort as people count: key 2 before key 10', () => {
  const keys = [key('key 10'), key('key 2'), key('Key 1')];
  expect(show(keys, { sort: 'name', descending: false })).toEqual(['Key 1', 'key 2', 'key 10']);
});

test('showing all states narrows nothing', () => {
  expect(isNarrowed({ ...defaultFilter, state: 'all' })).toBe(false);
  expect(isNarrowed({ ...defaultFilter, state: 'expired' })).toBe(true);
  expect(isNarrowed({ ...defaultFilter, search: ' ' })).toBe(false);
});
