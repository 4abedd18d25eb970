import { expect, test } from 'vitest';
import {
  defaultFilters,
  groups,
  measures,
  rangePeriods,
  ranges,
  readUsageFilters,
  usagePath,
} from './usage-filters.ts';

const read = (path: string) => readUsageFilters(new URL(path, 'https://grid.example').searchParams);

test('every choice survives the way into the URL and back', () => {
  const days = { from: '2026-03-01', to: '2026-03-31' };
  for (const range of [...ranges, days]) {
    for (const group of groups) {
      for (const measure of measures) {
        const filters = { range, period: null, group, measure };
        expect(read(usagePath(filters))).toEqual(filters);
      }
    }
  }
  expect(read(usagePath({ ...defaultFilters, period: 'hour' }))).toEqual({ ...defaultFilters, period: 'hour' });
});

test('the default view has the plain address', () => {
  expect(usagePath(defaultFilters)).toBe('/usage');
  expect(usagePath({ ...defaultFilters, period: 'day' })).toBe('/usage');
});

test('what a URL says wrongly becomes the default, the rest stays', () => {
  expect(read('/usage?range=5y&group=key&measure=__proto__')).toEqual({ ...defaultFilters, group: 'key' });
  expect(read('/usage?range=90d&by=hour').period).toBeNull();
  expect(read('/usage?from=2020-01-01&to=2026-01-01').range).toBe('7d');
});

test('by hour go 31 days and no more, by day no single one', () => {
  const periods = (to: string) => rangePeriods({ from: '2026-03-01', to });
  expect(periods('2026-03-01')).toEqual(['hour']);
  expect(periods('2026-03-31')).toEqual(['day', 'hour']);
  expect(periods('2026-04-01')).toEqual(['day']);
});
