import type { UsageFilters } from './usage-filters.ts';

export interface Span {
  start: Date;
  /** Excluded. */
  end: Date;
}

/** A range of whole buckets in UTC that ends with the present one. */
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
export function usageRange(range: UsageFilters['range'], now: Date): UsageRange {
  const { period, count, previousName } = shapes[range];
  const width = period === 'hour' ? hourMs : dayMs;
  const end = Math.floor(now.getTime() / width) * width + width;
  const length = count * width;
  const start = end - length;
  const hour = Math.floor(now.getTime() / hourMs) * hourMs;
  return {
    period,
    ...span(start, end),
    buckets: Array.from({ length: count }, (_, index) => new Date(start + index * width)),
    compared: span(start, hour),
    previous: span(start - length, hour - length),
    previousName,
  };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const shapes = {
  '24h': { period: 'hour', count: 24, previousName: 'the 24 hours before' },
  '7d': { period: 'day', count: 7, previousName: 'the 7 days before' },
  '30d': { period: 'day', count: 30, previousName: 'the 30 days before' },
  '90d': { period: 'day', count: 90, previousName: 'the 90 days before' },
} as const;

function span(start: number, end: number): Span {
  return { start: new Date(start), end: new Date(end) };
}
