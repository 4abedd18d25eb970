import { Prisma } from '@gridsky/db';
import type { z } from 'zod';
import { requirePermission, type TenantContext } from '../context.ts';
import {
  type AuditChoices,
  type AuditPage,
  type AuditRow,
  auditColumns,
  auditConditions,
  type auditInput,
  auditKinds,
  auditPage,
} from './audit-rows.ts';

/**
 * What changed in the tenant, newest first: one page. Goes on behind the last row shown, so that changes that came meanwhile
 * neither repeat nor hide one. Of the operator a tenant learns that it was them, not who nor from where.
 */
export async function listAudit(
  context: TenantContext,
  { limit, ...input }: z.output<typeof auditInput>,
): Promise<AuditPage> {
  requirePermission(context, 'audit:read');
  const { columns, joins } = auditColumns(Prisma.sql`'user'`);
  // An operator's id is nothing to search by either.
  const conditions = auditConditions(input, context.now()).concat(
    input.actorId ? [Prisma.sql`a.actor_type <> 'operator'`] : [],
  );
  // The tenant is named here too: the row policies are the second wall, not the only one.
  const where = Prisma.join([Prisma.sql`a.tenant_id = ${context.tenantId}::uuid`, ...conditions], ' AND ');
  const found = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<AuditRow[]>`
      SELECT ${columns} FROM audit_entry a ${joins}
      WHERE ${where} ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit + 1}`,
  );
  return auditPage(
    found.map((row) => (row.actorType === 'operator' ? { ...row, actorId: null, ip: null } : row)),
    limit,
  );
}

/** What the tenant's audit list can be narrowed by. */
export async function listAuditChoices(context: TenantContext): Promise<AuditChoices> {
  requirePermission(context, 'audit:read');
  const { tenantId } = context;
  return context.database.asTenant(tenantId, async (tx) => {
    const kinds = await tx.$queryRaw<{ action: string; targetType: string }[]>`
      SELECT DISTINCT action, target_type AS "targetType" FROM audit_entry WHERE tenant_id = ${tenantId}::uuid`;
    const actors = await tx.$queryRaw<AuditChoices['actors']>`
      SELECT a.type, a.id::text, coalesce(u.email, k.name) AS name
      FROM (
        SELECT DISTINCT actor_type AS type, CASE WHEN actor_type <> 'operator' THEN actor_id END AS id
        FROM audit_entry WHERE tenant_id = ${tenantId}::uuid
      ) a
      LEFT JOIN app_user u ON a.type = 'user' AND u.id = a.id
      LEFT JOIN api_key k ON k.tenant_id = ${tenantId}::uuid AND a.type = 'key' AND k.id = a.id
      ORDER BY a.type DESC, 3, 2 LIMIT 200`;
    return { ...auditKinds(kinds), actors };
  });
}
