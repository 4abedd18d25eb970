import type { KeyMode, KeyScope } from '@gridsky/api/domain';
import type { KeyState, KeyView } from '@gridsky/api/services';

/** `current`: all but revoked. */
export type StateFilter = KeyState | 'current' | 'all';
export type KeySort = 'name' | 'lastUsed' | 'expires' | 'created' | 'state';

/** What the table shows. It lives in the page's address, so that a link shows the same rows. */
export interface KeyFilter {
  search: string;
  state: StateFilter;
  scope: KeyScope | 'any';
  mode: KeyMode | 'any';
  sort: KeySort;
  descending: boolean;
}

export const defaultFilter: KeyFilter = {
  search: '',
  state: 'current',
  scope: 'any',
  mode: 'any',
  sort: 'created',
  descending: true,
};

/** Reads the address; what it doesn't know becomes the default. */
export function readFilter(query: { get(name: string): string | null }): KeyFilter {
  return {
    search: query.get('q') ?? defaultFilter.search,
    state: oneOf(states, query.get('state')) ?? defaultFilter.state,
    scope: oneOf(scopes, query.get('scope')) ?? defaultFilter.scope,
    mode: oneOf(modes, query.get('kind')) ?? defaultFilter.mode,
    sort: oneOf(sorts, query.get('sort')) ?? defaultFilter.sort,
    descending: query.get('order') ? query.get('order') !== 'asc' : defaultFilter.descending,
  };
}

/** The address's query for a filter, with only what differs from the default: empty, or `?q=ci&state=all`. */
export function writeFilter(filter: KeyFilter): string {
  const query = new URLSearchParams();
  if (filter.search) query.set('q', filter.search);
  if (filter.state !== defaultFilter.state) query.set('state', filter.state);
  if (filter.scope !== defaultFilter.scope) query.set('scope', filter.scope);
  if (filter.mode !== defaultFilter.mode) query.set('kind', filter.mode);
  if (filter.sort !== defaultFilter.sort) query.set('sort', filter.sort);
  if (filter.descending !== defaultFilter.descending) query.set('order', filter.descending ? 'desc' : 'asc');
  return query.size > 0 ? `?${query}` : '';
}

/** The rows to show, in order. Search looks at name, masked key and who made it. */
export function applyFilter(keys: readonly KeyView[], filter: KeyFilter): KeyView[] {
  const wanted = filter.search.trim().toLowerCase();
  const shown = keys.filter(
    (key) =>
      stateMatches(key.state, filter.state) &&
      (filter.scope === 'any' || key.scope === filter.scope) &&
      (filter.mode === 'any' || key.mode === filter.mode) &&
      `${key.name}\n${key.display}\n${key.createdBy ?? ''}`.toLowerCase().includes(wanted),
  );
  const direction = filter.descending ? -1 : 1;
  return shown.sort((a, b) => direction * compare[filter.sort](a, b) || b.createdAt.getTime() - a.createdAt.getTime());
}

/** Whether the filter hides anything by choice of the reader, beyond the revoked keys that are hidden at first. */
export function isNarrowed(filter: KeyFilter): boolean {
  return (
    filter.search.trim() !== '' ||
    filter.scope !== 'any' ||
    filter.mode !== 'any' ||
    (filter.state !== 'current' && filter.state !== 'all')
  );
}

const states = ['current', 'all', 'active', 'disabled', 'expired', 'revoked'] as const;
const scopes = ['any', 'read', 'infer', 'admin'] as const;
const modes = ['any', 'live', 'test'] as const;
const sorts = ['name', 'lastUsed', 'expires', 'created', 'state'] as const;

const stateOrder: Record<KeyState, number> = { active: 0, disabled: 1, expired: 2, revoked: 3 };

const compare: Record<KeySort, (a: KeyView, b: KeyView) => number> = {
  name: (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'base' }),
  // Never used sorts as longest ago.
  lastUsed: (a, b) => (a.lastUsedAt?.getTime() ?? 0) - (b.lastUsedAt?.getTime() ?? 0),
  // Never expiring sorts as last.
  expires: (a, b) => byTime(a.expiresAt, b.expiresAt),
  created: (a, b) => a.createdAt.getTime() - b.createdAt.getTime(),
  state: (a, b) => stateOrder[a.state] - stateOrder[b.state],
};

function byTime(a: Date | null, b: Date | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a.getTime() - b.getTime();
}

function stateMatches(state: KeyState, wanted: StateFilter): boolean {
  if (wanted === 'all') return true;
  return wanted === 'current' ? state !== 'revoked' : state === wanted;
}

function oneOf<Value extends string>(values: readonly Value[], wanted: string | null): Value | undefined {
  return values.find((value) => value === wanted);
}
