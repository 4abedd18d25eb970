import { csvLine } from '@gridsky/api/domain';
import { changesText } from './audit-changes.ts';
import { type AnyAuditRow, actorText } from './audit-row.ts';

/** Changes as CSV (RFC 4180), a line each, times in UTC. No cell can be run by a spreadsheet. */
export function auditCsv(rows: readonly AnyAuditRow[], { tenants }: { tenants: boolean }): string {
  const lines = rows.map((row) => [
    row.createdAt.toISOString(),
    ...(tenants ? [row.tenantId ?? null, row.tenantName ?? null] : []),
    row.actorType,
    row.actorId,
    actorText(row),
    row.action,
    row.targetType,
    row.targetId,
    row.targetName,
    changesText(row.before, row.after),
    row.before ? JSON.stringify(row.before) : null,
    row.after ? JSON.stringify(row.after) : null,
    row.ip,
  ]);
  const head = [
    'time_utc',
    ...(tenants ? ['tenant_id', 'tenant'] : []),
    ...['actor_type', 'actor_id', 'actor', 'action', 'target_type', 'target_id', 'target'],
    ...['changes', 'before_json', 'after_json', 'address'],
  ];
  return [head, ...lines].map(csvLine).join('');
}
