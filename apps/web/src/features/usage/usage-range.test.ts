import { expect, test } from 'vitest';
import { usageRange } from './usage-range.ts';

const now = new Date('2026-03-04T15:20:00Z');
const iso = (date: Date | undefined) => date?.toISOString().slice(0, 16);

test('24 hours are 24 buckets that end with the present hour', () => {
  const range = usageRange({ range: '24h', period: null }, now);
  expect(range.buckets).toHaveLength(24);
  expect([iso(range.start), iso(range.buckets.at(-1)), iso(range.end)]).toEqual([
    '2026-03-03T16:00',
    '2026-03-04T15:00',
    '2026-03-04T16:00',
  ]);
});

test.each([
  ['7d', 7, '2026-02-26T00:00'],
  ['30d', 30, '2026-02-03T00:00'],
  ['90d', 90, '2025-12-05T00:00'],
] as const)('%s are whole days in UTC that end with today', (name, days, start) => {
  const range = usageRange({ range: name, period: null }, now);
  expect(range.buckets).toHaveLength(days);
  expect([iso(range.start), iso(range.buckets.at(-1)), iso(range.end)]).toEqual([
    start,
    '2026-03-04T00:00',
    '2026-03-05T00:00',
  ]);
});

test.each(['24h', '7d', '30d', '90d'] as const)('%s is compared with as many whole hours, right before it', (name) => {
  const { compared, previous, start, end } = usageRange({ range: name, period: null }, now);
  expect(previous.end.getTime() - previous.start.getTime()).toBe(compared.end.getTime() - compared.start.getTime());
  expect(iso(compared.end)).toBe('2026-03-04T15:00');
  expect(start.getTime() - previous.start.getTime()).toBe(end.getTime() - start.getTime());
});

test('the range stands still within an hour, so that its answer can be asked for again', () => {
  expect(usageRange({ range: '7d', period: null }, now)).toEqual(
    usageRange({ range: '7d', period: null }, new Date('2026-03-04T15:59:00Z')),
  );
});

test('by hour a range ends with the present hour', () => {
  const range = usageRange({ range: '7d', period: 'hour' }, now);
  expect(range.buckets).toHaveLength(168);
  expect([iso(range.start), iso(range.end)]).toEqual(['2026-02-25T16:00', '2026-03-04T16:00']);
});

test('chosen days are whole, and compared with as many before as far as they are over', () => {
  const range = usageRange({ range: { from: '2026-03-01', to: '2026-03-04' }, period: null }, now);
  expect(range.buckets.map(iso)).toEqual([
    '2026-03-01T00:00',
    '2026-03-02T00:00',
    '2026-03-03T00:00',
    '2026-03-04T00:00',
  ]);
  expect([iso(range.compared.end), iso(range.previous.start), iso(range.previous.end)]).toEqual([
    '2026-03-04T15:00',
    '2026-02-25T00:00',
    '2026-02-28T15:00',
  ]);
  expect(range.previousName).toBe('the 4 days before');
  const past = usageRange({ range: { from: '2026-02-01', to: '2026-02-01' }, period: null }, now);
  expect(past.buckets).toHaveLength(24);
  expect([iso(past.compared.end), iso(past.previous.end)]).toEqual(['2026-02-02T00:00', '2026-02-01T00:00']);
});
