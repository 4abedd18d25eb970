import { Prisma } from '@gridsky/db';
import { z } from 'zod';
import { AUDIT_ACTIONS, AUDIT_TARGETS } from '../audit-action.ts';
import type { SystemContext } from '../context.ts';
import {
  type AuditChoices,
  type AuditPage,
  type AuditRow,
  auditColumns,
  auditConditions,
  auditInput,
  auditPage,
} from './audit-rows.ts';

export const platformAuditInput = auditInput.extend({
  /** One tenant's; null: everything, changes of the platform and of accounts too. */
  tenantId: z.uuid().nullish(),
});

export type PlatformAuditRow = AuditRow & { tenantId: string | null; tenantName: string | null };

/** The operator's view of the audit log, over all tenants: as {@link listAudit}, with the tenant and the operators' names. */
export async function listPlatformAudit(
  { database, now }: SystemContext,
  { limit, tenantId, ...input }: z.output<typeof platformAuditInput>,
): Promise<AuditPage<PlatformAuditRow>> {
  const { columns, joins } = auditColumns(Prisma.sql`'user', 'operator'`);
  const conditions = auditConditions(input, now());
  if (tenantId) conditions.push(Prisma.sql`a.tenant_id = ${tenantId}::uuid`);
  const where = conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
  const found = await database.system.$queryRaw<PlatformAuditRow[]>`
    SELECT ${columns}, a.tenant_id::text AS "tenantId", t.name AS "tenantName"
    FROM audit_entry a ${joins} LEFT JOIN tenant t ON t.id = a.tenant_id
    WHERE ${where} ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit + 1}`;
  return auditPage(found, limit);
}

/**
 * What the operator's list can be narrowed by: all that can happen, whether it did or not, for over all tenants the log is long. Users are not listed: there may be too many; a link narrows by one.
 */
export async function listPlatformAuditChoices({ database }: SystemContext): Promise<AuditChoices> {
  const admins = await database.system.user.findMany({
    where: { platformAdmin: true },
    select: { id: true, email: true },
    orderBy: { email: 'asc' },
    take: 100,
  });
  return {
    actions: [...AUDIT_ACTIONS].sort(),
    targetTypes: [...AUDIT_TARGETS].sort(),
    actors: [
      { type: 'system', id: null, name: null },
      { type: 'operator', id: null, name: null },
      ...admins.map(({ id, email }) => ({ type: 'operator' as const, id, name: email })),
      { type: 'user', id: null, name: null },
      { type: 'key', id: null, name: null },
    ],
  };
}
