import { type DayRange, dayCount, hourlyDaysMax, readDayRange } from './day-range.ts';

export const ranges = ['24h', '7d', '30d', '90d'] as const;
export const periods = ['hour', 'day'] as const;
export const groups = ['model', 'key', 'user'] as const;
export const measures = ['tokens', 'requests'] as const;

/** What the usage page shows. It lives in the URL, so that a view can be kept and sent. */
export interface UsageFilters {
  range: (typeof ranges)[number] | DayRange;
  /** Width of a bar; null: what the range has by itself. */
  period: (typeof periods)[number] | null;
  group: (typeof groups)[number];
  measure: (typeof measures)[number];
}

export const defaultFilters: UsageFilters = { range: '7d', period: null, group: 'model', measure: 'tokens' };

/** The filters of a query string. What is missing or unknown becomes the default: a link from anywhere opens. */
export function readUsageFilters(query: { get(name: string): string | null }): UsageFilters {
  const range = readDayRange(query) ?? oneOf(ranges, query.get('range')) ?? defaultFilters.range;
  const period = oneOf(periods, query.get('by')) ?? null;
  return {
    range,
    period: period && rangePeriods(range).includes(period) ? period : null,
    group: oneOf(groups, query.get('group')) ?? defaultFilters.group,
    measure: oneOf(measures, query.get('measure')) ?? defaultFilters.measure,
  };
}

/** The page's address with these filters; defaults are left out. */
export function usagePath(filters: UsageFilters): string {
  const { range, period } = filters;
  const query = new URLSearchParams();
  if (typeof range !== 'string') {
    query.set('from', range.from);
    query.set('to', range.to);
  } else if (range !== defaultFilters.range) query.set('range', range);
  if (period && period !== rangePeriods(range)[0]) query.set('by', period);
  for (const name of ['group', 'measure'] as const) {
    if (filters[name] !== defaultFilters[name]) query.set(name, filters[name]);
  }
  return query.size > 0 ? `/usage?${query}` : '/usage';
}

/** The bars that a range can have, the one it has by itself first: a single bar shows nothing, thousands neither. */
export function rangePeriods(range: UsageFilters['range']): readonly ['hour' | 'day', ...('hour' | 'day')[]] {
  if (range === '24h') return ['hour'];
  if (range === '90d') return ['day'];
  if (typeof range === 'string') return ['day', 'hour'];
  const days = dayCount(range);
  if (days === 1) return ['hour'];
  return days > hourlyDaysMax ? ['day'] : ['day', 'hour'];
}

function oneOf<Value extends string>(values: readonly Value[], wanted: string | null): Value | undefined {
  return values.find((value) => value === wanted);
}
