import { expect, test } from 'vitest';
import { readCount } from './limit-fields.ts';

test.each([
  ['10,000', 10_000],
  [' 10 000 ', 10_000],
  ['', null],
  ['1.5', Number.NaN],
  ['-1', Number.NaN],
  ['1e3', Number.NaN],
])('"%s" is the count %s', (text, count) => {
  expect(readCount(text)).toBe(count);
});
