import { expect, test } from 'vitest';
import { isoDay, timeAgo } from './time-ago.ts';

const now = new Date('2026-03-10T12:00:00Z');

test.each([
  ['2026-03-10T11:59:30Z', 'just now'],
  ['2026-03-10T11:56:00Z', '4 min ago'],
  ['2026-03-10T09:00:00Z', '3 h ago'],
  ['2026-03-09T12:00:00Z', '1 day ago'],
  ['2026-01-26T12:00:00Z', '43 days ago'],
  ['2026-03-10T12:00:20Z', 'in a moment'],
  ['2026-03-22T13:00:00Z', 'in 12 days'],
])('%s reads as "%s"', (at, words) => {
  expect(timeAgo(new Date(at), now)).toBe(words);
});

test('a day is the one in UTC', () => {
  expect(isoDay(new Date('2026-03-10T23:30:00-05:00'))).toBe('2026-03-11');
});
