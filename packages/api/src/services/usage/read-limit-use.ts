import { Prisma } from '@gridsky/db';
import type { FaultCode } from '../../domain/fault.ts';
import { requirePermission, type TenantContext } from '../context.ts';
import { getTenant } from '../tenant/get-tenant.ts';

/** Something that is used, and how much of it there is. */
export type Gauge = { used: number; limit: number };

/** What of a tenant's limits the last 60 s took. */
export type LimitUse = {
  tenant: {
    requests: Gauge;
    tokens: Gauge;
    /** The most requests that were under way at once. */
    inFlight: Gauge;
  };
  /** Users whose keys were used, the one nearest to its limit first. */
  users: {
    /** null: keys made by the operator, which no user's limit holds. */
    userId: string | null;
    /** null: no member any more. */
    email: string | null;
    requests: Gauge | null;
    tokens: number;
  }[];
  /** Keys that were used, the one nearest to one of its limits first. */
  keys: {
    keyId: string;
    name: string;
    display: string;
    requests: Gauge;
    /** `limit` null: the tenant's alone. */
    tokens: { used: number; limit: number | null };
  }[];
};

const WINDOW_MS = 60_000;

/** The longest that a request may have been under way to be seen among those at once. */
const UNDER_WAY_MS = 10 * 60_000;

/** Codes of requests that had been let in by the limits before they failed. Those refused earlier took nothing of them. */
const CHARGED_CODES: FaultCode[] = [
  'credit_exhausted',
  'budget_exceeded',
  'overloaded',
  'provider_error',
  'provider_unusable',
  'provider_resting',
  'provider_rate_limited',
  'provider_timeout',
  'client_closed',
  'internal',
];

type KeySum = {
  keyId: string;
  name: string | null;
  display: string | null;
  requestsMax: number | null;
  tokensMax: number | null;
  userId: string | null;
  email: string | null;
  requests: number;
  tokens: bigint;
};

/**
 * What key, user and tenant used of their limits in the last 60 s, from the rows of answered requests: the limiter itself lives
 * in the API's memory. It may know a little more, as it counts a request when it begins and a failed one's tokens too.
 */
export async function readLimitUse(context: TenantContext): Promise<LimitUse> {
  requirePermission(context, 'usage:read');
  const [{ limits }, { sums, most }] = await Promise.all([getTenant(context), readSums(context)]);
  const all = (count: (sum: KeySum) => number) => sums.reduce((total, sum) => total + count(sum), 0);
  return {
    tenant: {
      requests: { used: all(({ requests }) => requests), limit: limits.requestsPerMinuteTenantMax },
      tokens: { used: all(({ tokens }) => Number(tokens)), limit: limits.tokensPerMinuteTenantMax },
      inFlight: { used: most, limit: limits.requestsInFlightMax },
    },
    users: usersOf(sums, limits.requestsPerMinuteUserMax),
    keys: sums
      .map((sum) => ({
        keyId: sum.keyId,
        name: sum.name ?? 'A key that is gone',
        display: sum.display ?? '',
        requests: {
          used: sum.requests,
          limit: Math.min(sum.requestsMax ?? Number.POSITIVE_INFINITY, limits.requestsPerMinuteKeyMax),
        },
        tokens: { used: Number(sum.tokens), limit: sum.tokensMax },
      }))
      .sort((a, b) => Math.max(share(b.requests), share(b.tokens)) - Math.max(share(a.requests), share(a.tokens))),
  };
}

function usersOf(sums: readonly KeySum[], limit: number): LimitUse['users'] {
  const users = new Map<string | null, LimitUse['users'][number]>();
  for (const { userId, email, requests, tokens } of sums) {
    const user = users.get(userId) ?? { userId, email, requests: userId ? { used: 0, limit } : null, tokens: 0 };
    if (user.requests) user.requests.used += requests;
    user.tokens += Number(tokens);
    users.set(userId, user);
  }
  return [...users.values()].sort((a, b) => share(b.requests) - share(a.requests));
}

/** How near to its limit: what has none is far. */
function share(gauge: { used: number; limit: number | null } | null): number {
  return gauge?.limit ? gauge.used / gauge.limit : 0;
}

async function readSums(context: TenantContext): Promise<{ sums: KeySum[]; most: number }> {
  const now = context.now();
  const since = new Date(now.getTime() - WINDOW_MS);
  const seen = new Date(now.getTime() - UNDER_WAY_MS);
  const charged = Prisma.sql`(error_code IS NULL OR error_code IN (${Prisma.join(CHARGED_CODES)}))`;
  // The events are partitioned by the time in their id: comparing the id, too, leaves the other days' partitions shut.
  const events = (from: Date) =>
    Prisma.sql`usage_event WHERE tenant_id = ${context.tenantId}::uuid AND created_at > ${from} AND id >= uuid_at(${from}::timestamptz)
      AND ${charged}`;
  return context.database.asTenant(context.tenantId, async (tx) => {
    const sums = await tx.$queryRaw<KeySum[]>`
      SELECT s.key_id::text AS "keyId", k.name, k.display, k.requests_per_minute_max AS "requestsMax",
        k.tokens_per_minute_max AS "tokensMax", s.user_id::text AS "userId", u.email, s.requests, s.tokens
      FROM (SELECT key_id, user_id, count(*)::int AS requests, sum(tokens)::bigint AS tokens FROM ${events(since)} GROUP BY 1, 2) s
      LEFT JOIN api_key k ON k.id = s.key_id AND k.tenant_id = ${context.tenantId}::uuid
      LEFT JOIN app_user u ON u.id = s.user_id
      ORDER BY s.requests DESC, s.key_id`;
    const [peak] = await tx.$queryRaw<{ most: number }[]>`
      WITH spans AS (SELECT created_at AS start, created_at + total_ms * interval '1 millisecond' AS "end" FROM ${events(seen)}),
      steps AS (
        SELECT start AS at, 1 AS step FROM spans WHERE "end" > ${since}
        UNION ALL SELECT "end", -1 FROM spans WHERE "end" > ${since}
      )
      SELECT coalesce(max(level), 0)::int AS most FROM (SELECT sum(step) OVER (ORDER BY at, step) AS level FROM steps) levels`;
    return { sums, most: peak?.most ?? 0 };
  });
}
