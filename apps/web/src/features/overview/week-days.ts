import type { UsageRow } from '@gridsky/api/services';

export type WeekMeasure = 'tokens' | 'requests' | 'errors';

/** The seven days of a measure, oldest first; a day without requests is nought. */
export function weekDays(rows: readonly UsageRow[], buckets: readonly Date[], measure: WeekMeasure): Day[] {
  const sums = new Map(buckets.map((at) => [at.getTime(), 0]));
  for (const row of rows) {
    const at = row.bucket.getTime();
    sums.set(at, (sums.get(at) ?? 0) + row[measure]);
  }
  return buckets.map((at) => ({ at, value: sums.get(at.getTime()) ?? 0 }));
}

export interface Day {
  at: Date;
  value: number;
}
