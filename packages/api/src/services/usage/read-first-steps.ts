import { requirePermission, type TenantContext } from '../context.ts';

/** How far a tenant has come: each turns true once and stays so. */
export type FirstSteps = {
  /** A key was ever made, revoked or not. */
  keyMade: boolean;
  /** A request was answered with vectors. */
  requestServed: boolean;
  /** A request carried more than one text, or a second model was used. */
  severalServed: boolean;
};

/** Which first steps the tenant has taken, for the checklist of a new account. */
export async function readFirstSteps(context: TenantContext): Promise<FirstSteps> {
  requirePermission(context, 'usage:read');
  const [steps] = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<FirstSteps[]>`
      WITH served AS (
        SELECT model, inputs > requests AS several FROM usage_hour, usage_rollup
        WHERE tenant_id = ${context.tenantId}::uuid AND hour < closed_until AND requests > errors
        UNION ALL
        SELECT model, inputs > 1 FROM usage_event, usage_rollup
        WHERE tenant_id = ${context.tenantId}::uuid AND created_at >= closed_until AND status < 400
      )
      SELECT EXISTS (SELECT 1 FROM api_key WHERE tenant_id = ${context.tenantId}::uuid) AS "keyMade",
        EXISTS (SELECT 1 FROM served) AS "requestServed",
        (SELECT coalesce(bool_or(several), false) OR count(DISTINCT model) > 1 FROM served) AS "severalServed"`,
  );
  return steps ?? { keyMade: false, requestServed: false, severalServed: false };
}
