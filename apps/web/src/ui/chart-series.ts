export interface ChartPoint {
  /** Position on the axis: an ISO date or date-time. */
  at: string;
  /** Value by series key; a missing key counts as zero. */
  values: Readonly<Record<string, number>>;
}

export interface ChartSeries {
  key: string;
  total: number;
}

/** The key of the sum of everything past the sixth series. */
export const otherKey = 'other';

/** The series to draw, largest total first: at most `most`, the rest summed as {@link otherKey}. */
export function chartSeries(points: readonly ChartPoint[], most = 6): { series: ChartSeries[]; points: ChartPoint[] } {
  const totals = new Map<string, number>();
  for (const point of points) {
    for (const [key, value] of Object.entries(point.values)) totals.set(key, (totals.get(key) ?? 0) + value);
  }
  const ranked = [...totals]
    .map(([key, total]) => ({ key, total }))
    .sort((a, b) => b.total - a.total || a.key.localeCompare(b.key));
  if (ranked.length <= most) return { series: ranked, points: [...points] };
  const kept = ranked.slice(0, most);
  const rest = ranked.slice(most);
  const other = { key: otherKey, total: rest.reduce((sum, entry) => sum + entry.total, 0) };
  return { series: [...kept, other], points: points.map((point) => foldRest(point, kept, rest)) };
}

function foldRest(point: ChartPoint, kept: ChartSeries[], rest: ChartSeries[]): ChartPoint {
  const values: Record<string, number> = {};
  for (const { key } of kept) values[key] = point.values[key] ?? 0;
  values[otherKey] = rest.reduce((sum, { key }) => sum + (point.values[key] ?? 0), 0);
  return { at: point.at, values };
}
