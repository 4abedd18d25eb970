import { expect, test } from 'vitest';
import { type AuditFilters, auditPath, defaultAuditFilters, isNarrowed, readAuditFilters } from './audit-filters.ts';

const id = '0199c0de-0000-7000-8000-000000000001';

test('filters survive their address', () => {
  const filters: AuditFilters = {
    range: { from: '2026-01-01', to: '2026-01-31' },
    action: 'key.',
    targetType: 'key',
    targetId: 'plugsky/embed v1&x=1',
    actorType: 'operator',
    actorId: id,
    tenantId: id,
  };
  const url = new URL(auditPath('platform', filters), 'http://localhost');
  expect(url.pathname).toBe('/operator/audit');
  expect(readAuditFilters(url.searchParams)).toEqual(filters);
});

test('defaults need no query', () => {
  expect(auditPath('tenant')).toBe('/audit');
  expect(readAuditFilters(new URLSearchParams())).toEqual(defaultAuditFilters);
  expect(isNarrowed({ ...defaultAuditFilters, range: 'all' })).toBe(false);
  expect(isNarrowed({ ...defaultAuditFilters, action: 'key.' })).toBe(true);
});

test('what is no filter is left out', () => {
  const query = new URLSearchParams('range=9d&action=%3Cb%3E&actor=nobody&by=1&tenant=x&from=2026-02-30&to=2026-03-01');
  expect(readAuditFilters(query)).toEqual(defaultAuditFilters);
});
