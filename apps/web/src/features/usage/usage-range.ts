import { dayCount, daySpan } from './day-range.ts';
import { rangePeriods, type UsageFilters } from './usage-filters.ts';

export interface Span {
  start: Date;
  /** Excluded. */
  end: Date;
}

/** A range of whole buckets in UTC; all but chosen days end with the present one. */
export interface UsageRange extends Span {
  period: 'hour' | 'day';
  /** The starts of all buckets, oldest first. */
  buckets: Date[];
  /** The whole hours of the range that are over, and the same hours of the range before it: what a change compares. */
  compared: Span;
  previous: Span;
  /** As in "against …". */
  previousName: string;
}

/** Only the hour of `now` matters: within it the range stands still. */
export function usageRange({ range, period: chosen }: Pick<UsageFilters, 'range' | 'period'>, now: Date): UsageRange {
  const period = chosen ?? rangePeriods(range)[0];
  const width = period === 'hour' ? hourMs : dayMs;
  const { start, end } = wholeSpan(range, width, now);
  const length = end - start;
  const hour = Math.min(end, Math.max(start, Math.floor(now.getTime() / hourMs) * hourMs));
  return {
    period,
    ...span(start, end),
    buckets: Array.from({ length: length / width }, (_, index) => new Date(start + index * width)),
    compared: span(start, hour),
    previous: span(start - length, hour - length),
    previousName: `the ${length / dayMs === 1 ? '24 hours' : `${length / dayMs} days`} before`,
  };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const rangeDays = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 } as const;

function wholeSpan(range: UsageFilters['range'], width: number, now: Date): { start: number; end: number } {
  if (typeof range !== 'string') {
    const { start } = daySpan(range);
    return { start: start.getTime(), end: start.getTime() + dayCount(range) * dayMs };
  }
  const end = Math.floor(now.getTime() / width) * width + width;
  return { start: end - rangeDays[range] * dayMs, end };
}

function span(start: number, end: number): Span {
  return { start: new Date(start), end: new Date(end) };
}
