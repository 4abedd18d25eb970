import { expect, test } from 'vitest';
import { fitsQuery } from './matching.ts';

test.each([
  ['cre ke', 'Create key'],
  ['key create', 'Create key'],
  ['', 'Create key'],
  ['  ', 'Create key'],
  ['日本', '日本語の鍵'],
  ['sk-live', 'Production sk-live-Ab3…x9Qz'],
])('%j finds %j', (query, text) => {
  expect(fitsQuery(query, text)).toBe(true);
});

test.each([
  ['eate', 'Create key'],
  ['create tenant', 'Create key'],
])('%j does not find %j', (query, text) => {
  expect(fitsQuery(query, text)).toBe(false);
});
