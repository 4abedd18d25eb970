import { expect, test } from 'vitest';
import { monthsBeside, monthText } from './month-text.ts';

test('a month is named in UTC and leads to the ones beside it, never to one that has not begun', () => {
  expect(monthText('2031-01')).toBe('January 2031');
  expect(monthsBeside('2031-01', new Date('2031-03-01T00:00:00Z'))).toEqual({ before: '2030-12', after: '2031-02' });
  expect(monthsBeside('2031-02', new Date('2031-03-01T00:00:00Z'))).toEqual({ before: '2031-01', after: '2031-03' });
  expect(monthsBeside('2031-02', new Date('2031-02-28T23:59:59Z'))).toEqual({ before: '2031-01', after: null });
});
