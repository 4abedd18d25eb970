import { expect, test } from 'vitest';
import { defaultFilters, groups, measures, ranges, readUsageFilters, usagePath } from './usage-filters.ts';

test('every choice survives the way into the URL and back', () => {
  for (const range of ranges) {
    for (const group of groups) {
      for (const measure of measures) {
        const path = usagePath({ range, group, measure });
        expect(readUsageFilters(new URL(path, 'https://grid.example').searchParams)).toEqual({ range, group, measure });
      }
    }
  }
});

test('the default view has the plain address', () => {
  expect(usagePath(defaultFilters)).toBe('/usage');
});

test('what a URL says wrongly becomes the default, the rest stays', () => {
  const query = new URLSearchParams('range=5y&group=key&measure=__proto__');
  expect(readUsageFilters(query)).toEqual({ range: '7d', group: 'key', measure: 'tokens' });
});
