import type { Fault, FaultCode } from '@gridsky/api/domain';
import { helpOf } from '../help.ts';

/** ScaiGrid's status and code for each fault; contracts section 2. Clients branch on `code`. */
const ROWS: Record<FaultCode, readonly [status: number, code: string]> = {
  key_missing: [401, 'AUTH_TOKEN_MISSING'],
  key_malformed: [401, 'AUTH_TOKEN_INVALID'],
  key_unknown: [401, 'AUTH_TOKEN_INVALID'],
  key_inactive: [401, 'AUTH_TOKEN_INVALID'],
  unauthenticated: [401, 'AUTH_TOKEN_INVALID'],
  ip_not_allowed: [403, 'AUTHZ_PERMISSION_DENIED'],
  scope_missing: [403, 'AUTH_INSUFFICIENT_SCOPE'],
  forbidden: [403, 'AUTHZ_PERMISSION_DENIED'],
  tenant_suspended: [403, 'AUTHZ_PERMISSION_DENIED'],
  invalid: [422, 'VALIDATION_ERROR'],
  input_too_long: [422, 'VALIDATION_ERROR'],
  too_many_tokens: [422, 'VALIDATION_ERROR'],
  body_too_large: [413, 'VALIDATION_ERROR'],
  unsupported_media_type: [415, 'VALIDATION_ERROR'],
  body_too_slow: [408, 'VALIDATION_ERROR'],
  method_not_allowed: [405, 'VALIDATION_ERROR'],
  route_not_found: [404, 'VALIDATION_ERROR'],
  model_not_found: [404, 'MODEL_NOT_FOUND'],
  model_not_in_plan: [403, 'MODEL_ACCESS_DENIED'],
  not_found: [404, 'VALIDATION_ERROR'],
  conflict: [409, 'VALIDATION_ERROR'],
  plan_limit: [403, 'AUTHZ_PERMISSION_DENIED'],
  rate_limited_requests: [429, 'RATE_LIMITED'],
  rate_limited_tokens: [429, 'RATE_LIMITED'],
  too_many_in_flight: [429, 'RATE_LIMITED'],
  throttled: [429, 'RATE_LIMITED'],
  credit_exhausted: [429, 'QUOTA_EXCEEDED'],
  budget_exceeded: [429, 'BUDGET_EXCEEDED'],
  overloaded: [503, 'MODEL_UNAVAILABLE'],
  draining: [503, 'MODEL_UNAVAILABLE'],
  provider_error: [502, 'BACKEND_ERROR'],
  provider_unusable: [502, 'UPSTREAM_SHAPE_MISMATCH'],
  provider_resting: [503, 'MODEL_UNAVAILABLE'],
  provider_rate_limited: [429, 'BACKEND_RATE_LIMITED'],
  provider_timeout: [504, 'BACKEND_TIMEOUT'],
  client_closed: [499, 'VALIDATION_ERROR'],
  internal: [500, 'BACKEND_ERROR'],
};

/** Refused by plan, credit or budget: the same request is refused until somebody changes something. */
const FINAL: ReadonlySet<FaultCode> = new Set([
  'tenant_suspended',
  'too_many_tokens',
  'model_not_in_plan',
  'plan_limit',
  'credit_exhausted',
  'budget_exceeded',
]);
const isFinal = (code: FaultCode): boolean => FINAL.has(code);

export function scaigridStatus(fault: Fault): number {
  return ROWS[fault.code][0];
}

/** Status, headers and body of a fault in ScaiGrid's envelope. `retry_after` in seconds. `errorsUrl`: the documentation's page about errors. */
export function scaigridError(
  fault: Fault,
  requestId: string,
  errorsUrl: string,
): { status: number; headers: Record<string, string>; body: object } {
  const [status, code] = ROWS[fault.code];
  const help = helpOf(errorsUrl, fault.code);
  const wait =
    fault.retryAfterMs === undefined ? null : Math.min(Math.max(Math.ceil(fault.retryAfterMs / 1_000), 1), 60);
  const error = {
    code,
    message: help.append(fault.message),
    ...(wait === null ? {} : { retry_after: wait }),
    ...(status === 422 ? { details: [{ field: fault.param ?? 'body', message: fault.message }] } : {}),
  };
  return {
    status,
    headers: {
      ...help.header,
      ...(isFinal(fault.code) ? { 'x-should-retry': 'false' } : {}),
      ...(wait === null ? {} : { 'retry-after': String(wait) }),
    },
    body: { status: 'error', error, meta: { request_id: requestId } },
  };
}
