import { expect, test } from 'vitest';
import { defaultTenantFilters, readTenantFilters, type TenantFilters, tenantsPath } from './tenant-filters.ts';

test('filters survive their address, and defaults need no query', () => {
  const filters: TenantFilters = { search: 'a&b ü%', planId: 'scale', state: 'suspended' };
  expect(readTenantFilters(new URL(tenantsPath(filters), 'http://localhost').searchParams)).toEqual(filters);
  expect(tenantsPath(defaultTenantFilters)).toBe('/operator/tenants');
});

test('what is no filter is left out', () => {
  expect(readTenantFilters(new URLSearchParams('plan=%3Cb%3E&state=gone&search=%20'))).toEqual(defaultTenantFilters);
});
