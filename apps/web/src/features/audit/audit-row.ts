import type { AuditRow } from '@gridsky/api/services';

/** A row of either list; the operator's has the tenant too. */
export type AnyAuditRow = AuditRow & { tenantId?: string | null; tenantName?: string | null };

/** Who did it, in words. */
export function actorText({
  actorType,
  actorId,
  actorName,
}: Pick<AuditRow, 'actorType' | 'actorId' | 'actorName'>): string {
  switch (actorType) {
    case 'user':
      return actorName ?? (actorId ? `former member ${actorId.slice(-8)}` : 'a user');
    case 'key':
      return `key ${actorName ?? actorId ?? ''}`.trim();
    case 'operator':
      return actorName ?? 'Operator';
    case 'system':
      return 'System';
  }
}

/** What it was done to: its name where it has one, else the end of its id. */
export function targetText({ targetType, targetId, targetName }: Omit<AuditRow, 'id'>): string {
  const kind = targetType.replaceAll('_', ' ');
  if (targetName) return `${kind} ${targetName}`;
  return `${kind} ${uuid.test(targetId) ? `…${targetId.slice(-8)}` : targetId}`;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
