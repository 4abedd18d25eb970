import { Fault, type Principal } from '@gridsky/api/domain';
import type { Call, RateState } from '../job.ts';
import type { Leave, Limiter } from './limiter.ts';
import type { Charge, WindowState } from './rolling-window.ts';

/**
 * Charges one request and its tokens to the windows of key, user and tenant, all or none, and notes on the call the level
 * nearest to its limit. Errors: `rate_limited_requests`, `rate_limited_tokens`, naming limit, level, used, asked and wait.
 */
export async function chargeWindows(
  limiter: Limiter,
  principal: Principal,
  tokens: number,
  call: Pick<Call, 'rate'>,
): Promise<void> {
  const charges = [...requestCharges(principal, 1), ...tokenCharges(principal, tokens)];
  const decision = await limiter.decide(principal.tenantId, charges);
  call.rate = rateOf(decision.states);
  if (decision.admitted) return;
  const { name, used, limit, asked, retryAfterMs } = decision.refused;
  const [kind = '', level = ''] = name.split(':');
  throw new Fault(
    kind === 'tokens' ? 'rate_limited_tokens' : 'rate_limited_requests',
    `Rate limit reached for ${kind} per minute of this ${level}: limit ${limit}, used ${used}, requested ${asked}. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
    { retryAfterMs },
  );
}

/** The level nearest to its limit, without charging anything. */
export async function readWindows(limiter: Limiter, principal: Principal): Promise<RateState> {
  const charges = [...requestCharges(principal, 0), ...tokenCharges(principal, 0)];
  return rateOf((await limiter.decide(principal.tenantId, charges)).states);
}

/** Takes one of the tenant's places in flight; returns what gives it back. Errors: `too_many_in_flight`. */
export async function takePlace(limiter: Limiter, { tenantId, limits }: Principal): Promise<Leave> {
  const leave = await limiter.enter(tenantId, limits.requestsInFlightMax);
  if (leave) return leave;
  throw new Fault(
    'too_many_in_flight',
    `The plan allows ${limits.requestsInFlightMax} requests of a tenant at a time, and so many are under way. Wait for one to finish.`,
    { retryAfterMs: 1_000 },
  );
}

function requestCharges({ limits, tenantId, keyId, userId }: Principal, amount: number): Charge[] {
  const charges = [
    { name: `requests:key:${keyId}`, amount, limit: limits.requestsPerMinuteKeyMax },
    { name: `requests:tenant:${tenantId}`, amount, limit: limits.requestsPerMinuteTenantMax },
  ];
  // A user may work for several tenants; each counts for itself.
  const user = { name: `requests:user:${tenantId}:${userId}`, amount, limit: limits.requestsPerMinuteUserMax };
  return userId ? [...charges, user] : charges;
}

function tokenCharges({ limits, tenantId, keyId, tokensPerMinuteKeyMax }: Principal, amount: number): Charge[] {
  const tenant = { name: `tokens:tenant:${tenantId}`, amount, limit: limits.tokensPerMinuteTenantMax };
  if (tokensPerMinuteKeyMax === null) return [tenant];
  return [tenant, { name: `tokens:key:${keyId}`, amount, limit: tokensPerMinuteKeyMax }];
}

function rateOf(states: readonly WindowState[]): RateState {
  const of = (kind: string) => nearest(states.filter(({ name }) => name.startsWith(kind)));
  return { requests: of('requests:'), tokens: of('tokens:') };
}

/** The level that is nearest to its limit. */
function nearest(states: WindowState[]): RateState['requests'] {
  const [first, ...others] = states;
  if (!first) throw new Error('a decision has at least one level');
  return others.reduce((best, state) => (state.remaining < best.remaining ? state : best), first);
}
