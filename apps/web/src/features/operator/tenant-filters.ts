import { TENANT_STATES, type TenantState } from './tenant-state.ts';

/** Which tenants are listed. It lives in the URL. */
export interface TenantFilters {
  search: string;
  planId: string | null;
  state: TenantState | null;
}

export const defaultTenantFilters: TenantFilters = { search: '', planId: null, state: null };

/** The filters of a query string. What is missing or unknown becomes the default. */
export function readTenantFilters(query: { get(name: string): string | null }): TenantFilters {
  const plan = query.get('plan');
  const state = query.get('state');
  return {
    search: query.get('search')?.trim().slice(0, 200) ?? '',
    planId: plan && /^[a-z0-9_-]{1,40}$/.test(plan) ? plan : null,
    state: TENANT_STATES.find((known) => known === state) ?? null,
  };
}

/** The list's address with these filters; defaults are left out. */
export function tenantsPath({ search, planId, state }: TenantFilters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ search, plan: planId, state })) if (value) query.set(name, value);
  return query.size > 0 ? `/operator/tenants?${query}` : '/operator/tenants';
}
