import { Fault, type Principal } from '@gridsky/api/domain';
import type { Call, RateState } from '../job.ts';
import type { Charge, RollingWindows, WindowState } from './rolling-window.ts';

/**
 * Charges one request and its tokens to the windows of key, user and tenant, all or none, and answers with the level
 * nearest to its limit. Errors: `rate_limited_requests`, `rate_limited_tokens`, naming limit, level, used, asked and wait.
 */
export function chargeWindows(
  windows: RollingWindows,
  principal: Principal,
  tokens: number,
  call: Pick<Call, 'rate'>,
): RateState {
  const { limits, tenantId, keyId, userId } = principal;
  const requests: Charge[] = [
    { name: `requests:key:${keyId}`, amount: 1, limit: limits.requestsPerMinuteKeyMax },
    { name: `requests:tenant:${tenantId}`, amount: 1, limit: limits.requestsPerMinuteTenantMax },
  ];
  if (userId)
    requests.push({ name: `requests:user:${tenantId}:${userId}`, amount: 1, limit: limits.requestsPerMinuteUserMax });
  const tokenCharges: Charge[] = [
    { name: `tokens:tenant:${tenantId}`, amount: tokens, limit: limits.tokensPerMinuteTenantMax },
  ];
  if (principal.tokensPerMinuteKeyMax !== null) {
    tokenCharges.push({ name: `tokens:key:${keyId}`, amount: tokens, limit: principal.tokensPerMinuteKeyMax });
  }
  const decision = windows.decide([...requests, ...tokenCharges]);
  const rate: RateState = {
    requests: nearest(decision.states.slice(0, requests.length)),
    tokens: nearest(decision.states.slice(requests.length)),
  };
  if (decision.admitted) return rate;
  call.rate = rate;
  const { name, used, limit, asked, retryAfterMs } = decision.refused;
  const [kind = '', level = ''] = name.split(':');
  throw new Fault(
    kind === 'tokens' ? 'rate_limited_tokens' : 'rate_limited_requests',
    `Rate limit reached for ${kind} per minute of this ${level}: limit ${limit}, used ${used}, requested ${asked}. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`,
    { retryAfterMs },
  );
}

/** The level that is nearest to its limit. */
function nearest(states: WindowState[]): RateState['requests'] {
  const [first, ...others] = states;
  if (!first) throw new Error('a decision has at least one level');
  return others.reduce((best, state) => (state.remaining < best.remaining ? state : best), first);
}
