import type { UsageRow } from '@gridsky/api/services';
import type { ChartPoint } from '../../ui/chart-series.ts';
import type { UsageFilters } from './usage-filters.ts';

/**
 * The chart's points: every bucket has one, used or not. Groups become `g0`, `g1`, … by size: their own names are
 * chosen by callers and must not meet the chart's. Groups without any of the measure are left out.
 */
export function usageSeries(
  rows: readonly UsageRow[],
  measure: UsageFilters['measure'],
  buckets: readonly Date[],
): { points: ChartPoint[]; groups: string[] } {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(row.group, (totals.get(row.group) ?? 0) + row[measure]);
  const groups = [...totals]
    .filter(([, total]) => total > 0)
    .sort(([a, totalA], [b, totalB]) => totalB - totalA || a.localeCompare(b))
    .map(([group]) => group);
  const keys = new Map(groups.map((group, index) => [group, `g${index}`]));
  const points = new Map(buckets.map((at) => [at.getTime(), {} as Record<string, number>]));
  for (const row of rows) {
    const key = keys.get(row.group);
    const values = points.get(row.bucket.getTime());
    if (key && values) values[key] = (values[key] ?? 0) + row[measure];
  }
  return { groups, points: [...points].map(([at, values]) => ({ at: new Date(at).toISOString(), values })) };
}

/** The group that a key of {@link usageSeries} stands for. */
export function seriesGroup(groups: readonly string[], key: string): string {
  return groups[Number(key.slice(1))] ?? '';
}
