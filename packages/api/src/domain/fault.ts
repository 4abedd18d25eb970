/** Every way in which a request or an action can be refused. Each HTTP dialect and tRPC map this closed list once. */
export const FAULT_CODES = [
  // who is asking
  'key_missing',
  'key_malformed',
  'key_unknown',
  'key_inactive',
  'ip_not_allowed',
  'scope_missing',
  'tenant_suspended',
  'unauthenticated',
  'forbidden',
  // what is asked
  'invalid',
  'input_too_long',
  'too_many_tokens',
  'body_too_large',
  'unsupported_media_type',
  'body_too_slow',
  'method_not_allowed',
  'route_not_found',
  'model_not_found',
  'model_not_in_plan',
  'not_found',
  'conflict',
  'plan_limit',
  // how much
  'rate_limited_requests',
  'rate_limited_tokens',
  'too_many_in_flight',
  'throttled',
  'credit_exhausted',
  'budget_exceeded',
  // on our side
  'overloaded',
  'draining',
  'provider_error',
  'provider_unusable',
  'provider_resting',
  'provider_rate_limited',
  'provider_timeout',
  'client_closed',
  'internal',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export type FaultDetails = {
  /** The field at fault, in the caller's own path notation. */
  param?: string | null;
  /** When another try makes sense, milliseconds. */
  retryAfterMs?: number;
  /** For the log only: never reaches a client. */
  internal?: string;
  cause?: unknown;
};

/**
 * A refusal that may be shown: `message` is written for the caller (what, why, what to do); `internal` and `cause`
 * go to the log only.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly param: string | null;
  readonly retryAfterMs: number | undefined;
  readonly internal: string | undefined;

  constructor(code: FaultCode, message: string, details: FaultDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.param = details.param ?? null;
    this.retryAfterMs = details.retryAfterMs;
    this.internal = details.internal;
  }
}

/** A foreign id and an id that never existed must read alike: this is the only text for both. */
export function notFound(noun: string): Fault {
  return new Fault('not_found', `No such ${noun}.`);
}
