import { type DayRange, readDayRange } from '../usage/day-range.ts';

export const auditRanges = ['24h', '7d', '30d', 'all'] as const;
export const actorTypes = ['user', 'operator', 'key', 'system'] as const;

/** Whose log is shown: the tenant's that the pages are about, or the whole platform's. */
export type AuditScope = 'tenant' | 'platform';

/** What the audit list shows. It lives in the URL, so that a view can be kept and sent. */
export interface AuditFilters {
  range: (typeof auditRanges)[number] | DayRange;
  /** `key.revoke`, or `key.` for all that happened to keys. */
  action: string | null;
  targetType: string | null;
  targetId: string | null;
  actorType: (typeof actorTypes)[number] | null;
  actorId: string | null;
  /** In the operator's list: one tenant's. */
  tenantId: string | null;
}

export const defaultAuditFilters: AuditFilters = {
  range: '30d',
  action: null,
  targetType: null,
  targetId: null,
  actorType: null,
  actorId: null,
  tenantId: null,
};

/** The filters of a query string. What is missing or unknown becomes the default: a link from anywhere opens. */
export function readAuditFilters(query: { get(name: string): string | null }): AuditFilters {
  const word = (name: string) => {
    const value = query.get(name);
    return value && /^[a-z_]+\.?[a-z_]*$/.test(value) ? value.slice(0, 80) : null;
  };
  const uuid = (name: string) => {
    const value = query.get(name);
    return value && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value) ? value : null;
  };
  const range = query.get('range');
  const actor = query.get('actor');
  return {
    range: readDayRange(query) ?? auditRanges.find((known) => known === range) ?? defaultAuditFilters.range,
    action: word('action'),
    targetType: word('target'),
    targetId: query.get('of')?.slice(0, 200) || null,
    actorType: actorTypes.find((known) => known === actor) ?? null,
    actorId: uuid('by'),
    tenantId: uuid('tenant'),
  };
}

/** The list's address with these filters; defaults are left out. */
export function auditPath(scope: AuditScope, filters: Partial<AuditFilters> = {}): string {
  const { range, action, targetType, targetId, actorType, actorId, tenantId } = { ...defaultAuditFilters, ...filters };
  const query = new URLSearchParams();
  if (typeof range !== 'string') {
    query.set('from', range.from);
    query.set('to', range.to);
  } else if (range !== defaultAuditFilters.range) query.set('range', range);
  const rest = { action, target: targetType, of: targetId, actor: actorType, by: actorId, tenant: tenantId };
  for (const [name, value] of Object.entries(rest)) if (value) query.set(name, value);
  const path = scope === 'platform' ? '/operator/audit' : '/audit';
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Whether the list is narrowed by anything but its range. */
export function isNarrowed({ range: _range, ...rest }: AuditFilters): boolean {
  return Object.values(rest).some((value) => value !== null);
}
