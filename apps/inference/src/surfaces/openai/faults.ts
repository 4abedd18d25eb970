import type { Fault, FaultCode } from '@gridsky/api/domain';
import { helpOf } from '../help.ts';

type Row = { status: number; type: string; code: string | null; retry?: false };

const INVALID = 'invalid_request_error';
const SERVER = 'server_error';

/** OpenAI's status, type and code for each fault; contracts: "Errors: status, type, code". */
const ROWS: Record<FaultCode, Row> = {
  key_missing: { status: 401, type: INVALID, code: null },
  key_malformed: { status: 401, type: INVALID, code: 'invalid_api_key' },
  key_unknown: { status: 401, type: INVALID, code: 'invalid_api_key' },
  key_inactive: { status: 401, type: INVALID, code: 'invalid_api_key' },
  unauthenticated: { status: 401, type: INVALID, code: 'invalid_api_key' },
  ip_not_allowed: { status: 401, type: INVALID, code: 'ip_not_authorized' },
  scope_missing: { status: 403, type: INVALID, code: 'insufficient_permissions' },
  forbidden: { status: 403, type: INVALID, code: 'insufficient_permissions' },
  tenant_suspended: { status: 403, type: INVALID, code: 'account_suspended', retry: false },
  invalid: { status: 400, type: INVALID, code: null },
  input_too_long: { status: 400, type: INVALID, code: 'context_length_exceeded' },
  too_many_tokens: { status: 400, type: 'max_tokens_per_request', code: 'max_tokens_per_request', retry: false },
  body_too_large: { status: 413, type: INVALID, code: 'request_too_large' },
  unsupported_media_type: { status: 415, type: INVALID, code: 'unsupported_media_type' },
  body_too_slow: { status: 408, type: INVALID, code: 'request_timeout' },
  method_not_allowed: { status: 405, type: INVALID, code: 'method_not_allowed' },
  route_not_found: { status: 404, type: INVALID, code: 'unknown_url' },
  model_not_found: { status: 404, type: INVALID, code: 'model_not_found' },
  model_not_in_plan: { status: 403, type: INVALID, code: 'model_not_in_plan', retry: false },
  not_found: { status: 404, type: INVALID, code: 'not_found' },
  conflict: { status: 409, type: INVALID, code: 'conflict', retry: false },
  plan_limit: { status: 403, type: INVALID, code: 'plan_limit', retry: false },
  rate_limited_requests: { status: 429, type: 'requests', code: 'rate_limit_exceeded' },
  rate_limited_tokens: { status: 429, type: 'tokens', code: 'rate_limit_exceeded' },
  too_many_in_flight: { status: 429, type: 'requests', code: 'rate_limit_exceeded' },
  throttled: { status: 429, type: 'requests', code: 'rate_limit_exceeded' },
  credit_exhausted: { status: 429, type: 'insufficient_quota', code: 'insufficient_quota', retry: false },
  budget_exceeded: { status: 429, type: 'insufficient_quota', code: 'insufficient_quota', retry: false },
  overloaded: { status: 503, type: SERVER, code: 'server_is_overloaded' },
  draining: { status: 503, type: SERVER, code: 'server_is_overloaded' },
  provider_error: { status: 502, type: SERVER, code: 'provider_error' },
  provider_unusable: { status: 502, type: SERVER, code: 'provider_error' },
  provider_resting: { status: 502, type: SERVER, code: 'provider_error' },
  provider_rate_limited: { status: 429, type: SERVER, code: 'provider_rate_limited' },
  provider_timeout: { status: 504, type: SERVER, code: 'provider_timeout' },
  client_closed: { status: 499, type: INVALID, code: 'client_closed_request' },
  internal: { status: 500, type: SERVER, code: 'internal_error' },
};

export function openaiStatus(fault: Fault): number {
  return ROWS[fault.code].status;
}

/** Status, headers and body of a fault in OpenAI's dialect. `errorsUrl`: the documentation's page about errors. */
export function openaiError(
  fault: Fault,
  errorsUrl: string,
): { status: number; headers: Record<string, string>; body: object } {
  const { status, type, code, retry } = ROWS[fault.code];
  const help = helpOf(errorsUrl, fault.code);
  const headers: Record<string, string> = { ...help.header };
  if (retry === false) headers['x-should-retry'] = 'false';
  else if (fault.retryAfterMs !== undefined) Object.assign(headers, retryHeaders(fault.retryAfterMs));
  return { status, headers, body: { error: { message: help.append(fault.message), type, param: fault.param, code } } };
}

/** Waits are at most 60 s: some SDKs ignore longer ones or give up. */
export function retryHeaders(retryAfterMs: number): Record<string, string> {
  const wait = Math.min(Math.max(Math.ceil(retryAfterMs), 1), 60_000);
  return { 'retry-after': String(Math.ceil(wait / 1_000)), 'retry-after-ms': String(wait) };
}
