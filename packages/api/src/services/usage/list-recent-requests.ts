import { z } from 'zod';
import { requirePermission, type TenantContext } from '../context.ts';

export const recentRequestsInput = z.object({ limit: z.int().min(1).max(100).default(10) });

/** One request as the tenant may see it: its measures, never its content. */
export type RecentRequest = {
  /** As in `x-request-id`: `req_` and 32 hexadecimal digits. */
  requestId: string;
  createdAt: Date;
  keyId: string;
  /** Empty when the request was refused before it named one. */
  model: string;
  /** HTTP status of the answer. */
  status: number;
  errorCode: string | null;
  inputs: number;
  tokens: number;
  /** From arrival to the committed row, milliseconds. */
  totalMs: number;
};

/** How far back a request is recent: a bound on the day partitions that are looked into. */
const RECENT_DAYS = 30;

/** The tenant's newest requests of the last 30 days, newest first, refused ones too. */
export async function listRecentRequests(
  context: TenantContext,
  input: z.output<typeof recentRequestsInput>,
): Promise<RecentRequest[]> {
  requirePermission(context, 'usage:read');
  const since = new Date(context.now().getTime() - RECENT_DAYS * 86_400_000);
  // The events are partitioned by the time in their id: comparing the id, too, leaves the older partitions shut.
  return context.database.asTenant(
    context.tenantId,
    (tx) => tx.$queryRaw<RecentRequest[]>`
      SELECT 'req_' || replace(id::text, '-', '') AS "requestId", created_at AS "createdAt", key_id::text AS "keyId", model,
        status::int AS status, error_code AS "errorCode", inputs, tokens, total_ms::float8 AS "totalMs"
      FROM usage_event
      WHERE tenant_id = ${context.tenantId}::uuid AND created_at >= ${since} AND id >= uuid_at(${since})
      ORDER BY created_at DESC, id DESC LIMIT ${input.limit}`,
  );
}
