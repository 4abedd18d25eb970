import { requirePermission, type TenantContext } from '../context.ts';
import { listServingProcesses } from '../operations/read-system.ts';
import type { EndpointFigures } from '../operations/report-process.ts';

export type OwnModelHealth = {
  id: string;
  alias: string;
  /** Requests that asked for it in the last 24 hours and were served, by it or by its fallback, or failed by its provider. */
  requests: number;
  /** Of those: not served by itself. A refusal for the tenant's own limits or texts is none of its endpoint's. */
  failures: number;
  /** Half of those that it served itself were answered within so many milliseconds; null: none was. */
  p50Ms: number | null;
  /** 95 of 100 were. */
  p95Ms: number | null;
  /** The worst that any process says of its breaker; null: none has called the endpoint lately. */
  breaker: EndpointFigures['phase'] | null;
};

const HOURS = 24;
const WORST: readonly EndpointFigures['phase'][] = ['open', 'half_open', 'closed'];

/**
 * How each of the tenant's own models did, by its alias in the usage rows and its id in what the processes say of themselves. What a fallback
 * served counts for the model that was asked: its time is that of both, and says nothing of the fallback.
 */
export async function readModelHealth(context: TenantContext): Promise<OwnModelHealth[]> {
  requirePermission(context, 'usage:read');
  const { database, tenantId } = context;
  const since = new Date(context.now().getTime() - HOURS * 3_600_000);
  const [rows, processes] = await Promise.all([
    database.asTenant(
      tenantId,
      (tx) => tx.$queryRaw<Omit<OwnModelHealth, 'breaker'>[]>`
        SELECT m.id::text, m.alias, count(u.id)::int AS requests,
          (count(u.id) FILTER (WHERE u.status >= 400 OR u.model <> m.alias))::int AS failures,
          percentile_cont(0.5) WITHIN GROUP (ORDER BY u.total_ms) FILTER (WHERE u.status < 400 AND u.model = m.alias) AS "p50Ms",
          percentile_cont(0.95) WITHIN GROUP (ORDER BY u.total_ms) FILTER (WHERE u.status < 400 AND u.model = m.alias) AS "p95Ms"
        FROM private_model m
        LEFT JOIN usage_event u ON u.tenant_id = m.tenant_id AND coalesce(u.asked_model, u.model) = m.alias AND u.created_at >= ${since}
          AND u.model IN (SELECT alias FROM private_model WHERE tenant_id = ${tenantId}::uuid)
          AND (u.status < 400 OR u.error_code LIKE 'provider\\_%')
        WHERE m.tenant_id = ${tenantId}::uuid
        GROUP BY m.id, m.alias ORDER BY m.alias`,
    ),
    listServingProcesses(database),
  ]);
  const said = processes.flatMap(({ facts }) => facts.endpoints ?? []);
  return rows.map((row) => {
    const phases = said.filter(({ id }) => id === row.id).map(({ phase }) => phase);
    return { ...row, breaker: WORST.find((phase) => phases.includes(phase)) ?? null };
  });
}
