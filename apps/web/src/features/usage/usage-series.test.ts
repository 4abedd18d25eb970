import { nano } from '@gridsky/api/domain';
import type { UsageRow } from '@gridsky/api/services';
import { expect, test } from 'vitest';
import { chartSeries } from '../../ui/chart-series.ts';
import { seriesGroup, usageSeries } from './usage-series.ts';

const days = ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => new Date(`${day}T00:00:00Z`));
const row = (day: number, group: string, tokens: number, requests = 1): UsageRow => ({
  bucket: days[day] ?? new Date(0),
  group,
  requests,
  errors: 0,
  inputs: requests,
  tokens,
  costNano: nano(0n),
});

test('a day without a request has a point, too', () => {
  const { points } = usageSeries([row(0, 'a', 5), row(2, 'a', 7)], 'tokens', days);
  expect(points).toEqual([
    { at: '2026-03-01T00:00:00.000Z', values: { g0: 5 } },
    { at: '2026-03-02T00:00:00.000Z', values: {} },
    { at: '2026-03-03T00:00:00.000Z', values: { g0: 7 } },
  ]);
});

test('the largest group comes first, and one without any of the measure is left out', () => {
  const rows = [row(0, 'small', 1), row(1, 'large', 9), row(1, 'refused', 0, 4)];
  expect(usageSeries(rows, 'tokens', days).groups).toEqual(['large', 'small']);
  expect(usageSeries(rows, 'requests', days).groups).toEqual(['refused', 'large', 'small']);
});

test('groups that callers named other, or after a property, stay groups of their own', () => {
  const names = ['other', '__proto__', 'constructor', 'a.b', '', 'x', 'y', 'z'];
  const rows = names.map((name, index) => row(0, name, 10 - index));
  const { points, groups } = usageSeries(rows, 'tokens', days);
  const folded = chartSeries(points);
  expect(folded.series.map(({ total }) => total)).toEqual([10, 9, 8, 7, 6, 5, 4 + 3]);
  expect(folded.series.slice(0, 6).map(({ key }) => seriesGroup(groups, key))).toEqual(names.slice(0, 6));
});

test('nothing is lost on the way from rows to bars', () => {
  const rows = Array.from({ length: 60 }, (_, index) => row(index % 3, `model-${index % 11}`, index * 7));
  const { points } = chartSeries(usageSeries(rows, 'tokens', days).points);
  const drawn = points.flatMap(({ values }) => Object.values(values)).reduce((a, b) => a + b, 0);
  expect(drawn).toBe(rows.reduce((sum, { tokens }) => sum + tokens, 0));
});
