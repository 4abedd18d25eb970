import type { TenantTransaction } from '@gridsky/db';
import { NANO_PER_DOLLAR, type NanoDollars, nano, tokenCost } from '../../domain/money.ts';

const DAY_MS = 86_400_000;

/**
 * Whether a trial's credit is used up: it pays not one token of the cheapest model of the plan; or less than a thousandth of it is left
 * and a request was refused for want of credit within a day. A rest that nothing is asked of and that pays a request is credit.
 */
export async function isUsedUp(
  tx: Pick<TenantTransaction, '$queryRaw'>,
  { tenantId, grantedNano, availableNano }: { tenantId: string; grantedNano: NanoDollars; availableNano: NanoDollars },
  now: Date,
): Promise<boolean> {
  if (availableNano === 0n) return true;
  // No token costs a dollar.
  if (availableNano >= NANO_PER_DOLLAR) return false;
  const since = new Date(now.getTime() - DAY_MS);
  const [facts] = await tx.$queryRaw<[{ price: bigint | null; refused: boolean }]>`
    SELECT (
      SELECT min(m.price_per_million_nano) FROM model m, tenant t JOIN plan p ON p.id = t.plan_id
      WHERE t.id = ${tenantId}::uuid AND m.disabled_at IS NULL AND m.price_per_million_nano > 0
        AND (m.every_plan OR m.id = ANY (p.models))
    ) AS price, EXISTS (
      SELECT 1 FROM usage_event e WHERE e.tenant_id = ${tenantId}::uuid AND e.error_code = 'credit_exhausted'
        AND e.created_at >= ${since}::timestamptz AND e.id >= uuid_at(${since}::timestamptz)
    ) AS refused`;
  const isRest = availableNano * 1_000n <= grantedNano;
  return (facts.refused && isRest) || (facts.price !== null && availableNano < tokenCost(1, nano(facts.price)));
}
