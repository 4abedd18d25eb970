import { expect, test } from 'vitest';
import { type ChartPoint, chartSeries } from './chart-series.ts';

const points: ChartPoint[] = [
  { at: '2026-01-01', values: { a: 1, b: 9, c: 3, d: 4, e: 5, f: 6, g: 7, h: 2 } },
  { at: '2026-01-02', values: { h: 1, b: 1 } },
];

test('the six largest series stay, largest first, and the rest become other', () => {
  const { series } = chartSeries(points);
  expect(series.map((entry) => entry.key)).toEqual(['b', 'g', 'f', 'e', 'd', 'c', 'other']);
});

test('folding loses nothing: every point keeps its sum', () => {
  const folded = chartSeries(points).points;
  const sum = (point: ChartPoint | undefined) => Object.values(point?.values ?? {}).reduce((a, b) => a + b, 0);
  expect(folded.map(sum)).toEqual(points.map(sum));
});

test('six series or fewer are drawn as they are', () => {
  const { series } = chartSeries([{ at: '2026-01-01', values: { a: 1, b: 2 } }]);
  expect(series).toEqual([
    { key: 'b', total: 2 },
    { key: 'a', total: 1 },
  ]);
});
