import { expect, test } from 'vitest';
import { dayCount, dayRangeFault, daySpan, readDayRange } from './day-range.ts';

const read = (query: string) => readDayRange(new URLSearchParams(query));

test('both days are included, in UTC', () => {
  const range = { from: '2026-03-01', to: '2026-03-31' };
  expect(read('from=2026-03-01&to=2026-03-31')).toEqual(range);
  expect(daySpan(range)).toEqual({ start: new Date('2026-03-01'), end: new Date('2026-04-01') });
  expect(dayCount(range)).toBe(31);
  expect(dayCount({ from: '2026-03-01', to: '2026-03-01' })).toBe(1);
});

test.each([
  ['', 'Give both days.'],
  ['from=2026-03-01', 'Give both days.'],
  ['from=2026-02-30&to=2026-03-01', 'Give both days.'],
  ['from=yesterday&to=2026-03-01', 'Give both days.'],
  ['from=0001-01-01&to=0001-01-02', 'Give both days.'],
  ['from=2026-03-02&to=2026-03-01', 'The first day comes after the last one.'],
  ['from=2025-01-01&to=2026-02-05', 'Choose at most 400 days; these are 401.'],
])('%j is no range: %s', (query, fault) => {
  expect(read(query)).toBeNull();
  const params = new URLSearchParams(query);
  expect(dayRangeFault({ from: params.get('from') ?? '', to: params.get('to') ?? '' })).toBe(fault);
});

test('400 days are one', () => {
  expect(read('from=2025-01-01&to=2026-02-04')).not.toBeNull();
});
