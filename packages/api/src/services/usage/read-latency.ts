import { requirePermission, type TenantContext } from '../context.ts';

export type Latency = {
  /** Requests that were answered with vectors in the last 24 hours. */
  requests: number;
  /** Half of them were answered within so many milliseconds; null: there was none. */
  p50Ms: number | null;
  /** 95 of 100 were. */
  p95Ms: number | null;
};

const HOURS = 24;

/** How long the tenant's answers took, from a request's arrival to its row's commit. */
export async function readLatency(context: TenantContext): Promise<Latency> {
  requirePermission(context, 'usage:read');
  const since = new Date(context.now().getTime() - HOURS * 3_600_000);
  const [row] = await context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<Latency[]>`
      SELECT count(*)::int AS requests,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY total_ms) AS "p50Ms",
        percentile_cont(0.95) WITHIN GROUP (ORDER BY total_ms) AS "p95Ms"
      FROM usage_event
      WHERE tenant_id = ${context.tenantId}::uuid AND created_at >= ${since} AND status < 400`,
  );
  return row ?? { requests: 0, p50Ms: null, p95Ms: null };
}
