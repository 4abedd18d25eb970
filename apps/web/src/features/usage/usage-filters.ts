export const ranges = ['24h', '7d', '30d', '90d'] as const;
export const groups = ['model', 'key'] as const;
export const measures = ['tokens', 'requests'] as const;

/** What the usage page shows. It lives in the URL, so that a view can be kept and sent. */
export interface UsageFilters {
  range: (typeof ranges)[number];
  group: (typeof groups)[number];
  measure: (typeof measures)[number];
}

export const defaultFilters: UsageFilters = { range: '7d', group: 'model', measure: 'tokens' };

/** The filters of a query string. What is missing or unknown becomes the default: a link from anywhere opens. */
export function readUsageFilters(query: { get(name: string): string | null }): UsageFilters {
  return {
    range: oneOf(ranges, query.get('range')) ?? defaultFilters.range,
    group: oneOf(groups, query.get('group')) ?? defaultFilters.group,
    measure: oneOf(measures, query.get('measure')) ?? defaultFilters.measure,
  };
}

/** The page's address with these filters; defaults are left out. */
export function usagePath(filters: UsageFilters): string {
  const query = new URLSearchParams();
  for (const name of ['range', 'group', 'measure'] as const) {
    if (filters[name] !== defaultFilters[name]) query.set(name, filters[name]);
  }
  return query.size > 0 ? `/usage?${query}` : '/usage';
}

function oneOf<Value extends string>(values: readonly Value[], wanted: string | null): Value | undefined {
  return values.find((value) => value === wanted);
}
