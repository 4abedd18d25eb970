import { requirePermission, type TenantContext } from '../context.ts';

/** Somebody who made a key; `email` null: no member any more. */
export type KeyMaker = { userId: string; email: string | null };

/** Whom usage by user is about: everybody who ever made a key of the tenant. */
export async function listKeyMakers(context: TenantContext): Promise<KeyMaker[]> {
  requirePermission(context, 'usage:read');
  return context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<KeyMaker[]>`
      SELECT DISTINCT k.created_by_user_id::text AS "userId", u.email
      FROM api_key k LEFT JOIN app_user u ON u.id = k.created_by_user_id
      WHERE k.tenant_id = ${context.tenantId}::uuid AND k.created_by_user_id IS NOT NULL ORDER BY 2, 1`,
  );
}
