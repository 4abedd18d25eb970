import { Fault, type FaultCode } from '@gridsky/api/domain';

/** One fault of each kind as a caller may meet it, for the document's examples. */
const TEXTS: Partial<Record<FaultCode, string>> = {
  key_missing:
    'No API key was sent. Send it as "Authorization: Bearer sk-live-…"; keys are made in the dashboard under Keys.',
  key_malformed:
    'The API key sk-live-***x9Qz looks truncated or mistyped: its length or checksum does not fit. Copy it again from where you stored it.',
  key_unknown: 'The API key sk-live-***x9Qz does not exist. Make one in the dashboard under Keys.',
  key_inactive: 'The API key sk-live-***x9Qz is revoked. Use another key, or make one in the dashboard under Keys.',
  ip_not_allowed:
    "This key may not be used from 203.0.113.9. Add the address to the key's IP allow list, or call from a listed one.",
  scope_missing: 'This key\'s scope "read" does not cover this. Use a key with scope "infer" or "admin".',
  tenant_suspended: 'This account is suspended. Ask the operator of this platform.',
  invalid: '`input[3]` is an empty string. Leave it out or send some text.',
  input_too_long:
    "This model's maximum context length is 8191 tokens, however input[1] has 9012 tokens. Shorten it or split it.",
  too_many_tokens: 'Requested 416735 tokens, max 300000 tokens per request',
  body_too_large: 'The body has 17825792 bytes or more; at most 16777216 are taken. Send fewer inputs per request.',
  body_too_slow: 'The body did not arrive within 60 s. Send it faster or in smaller requests.',
  unsupported_media_type:
    'The body\'s content type is "text/plain". Send JSON in UTF-8 with "Content-Type: application/json".',
  model_not_found:
    'The model `nothing` does not exist or you do not have access to it. List yours with GET /v1/models.',
  model_not_in_plan:
    'The Starter plan does not include `plugsky-embed-large`. Change plan in the dashboard under Billing, or use one of: plugsky-embed-v1.',
  rate_limited_requests:
    'Rate limit reached for requests per minute of this key: limit 60, used 60, requested 1. Try again in 12 s.',
  rate_limited_tokens:
    'Rate limit reached for tokens per minute of this tenant: limit 500000, used 499000, requested 2048. Try again in 31 s.',
  too_many_in_flight:
    'The plan allows 8 requests of a tenant at a time, and so many are under way. Wait for one to finish.',
  credit_exhausted:
    'This request costs $0.0013 and $0.00 of credit is left. Choose a plan in the dashboard under Billing to go on.',
  budget_exceeded:
    'This request costs $0.0013 and $0.0004 of the monthly budget of this key, $20.00, is left. An owner or admin raises it in the dashboard under Limits; it begins anew on the first of the month, UTC.',
  provider_error: 'The provider of `my-cohere` gave no answer. Try again in a moment.',
  provider_unusable:
    'The provider of `my-cohere` answered with something else than the vectors that were asked for. Try again; if it stays, test the model.',
  provider_resting:
    'The endpoint of `my-cohere` has failed several times in a row and is given a rest. Try again after the time in retry-after.',
  provider_timeout: 'The provider of `my-cohere` did not answer in time. Try again, or send fewer texts at once.',
  provider_rate_limited:
    'The provider of `my-cohere` takes no more requests right now. Try again after the time in retry-after.',
  not_found: 'No such model.',
  conflict: 'You have a model "my-cohere" already. Choose another alias.',
  plan_limit: 'The Scale plan includes no models of your own. Change plan.',
  overloaded: 'All inference capacity is in use. Try again after the time in retry-after.',
  draining: 'This server is shutting down. Try again at once; another one will answer.',
  internal: 'Something failed on our side. Try again; if it stays, send the operator the x-request-id of this answer.',
};

const WAITS: Partial<Record<FaultCode, number>> = {
  rate_limited_requests: 12_000,
  rate_limited_tokens: 31_000,
  too_many_in_flight: 1_000,
  provider_resting: 4_000,
  provider_rate_limited: 5_000,
  overloaded: 2_000,
  draining: 1_000,
};
const PARAMS: Partial<Record<FaultCode, string>> = {
  invalid: 'input',
  input_too_long: 'input',
  too_many_tokens: 'input',
  model_not_found: 'model',
  model_not_in_plan: 'model',
};

export function exampleFault(code: FaultCode): Fault {
  const retryAfterMs = WAITS[code];
  return new Fault(code, TEXTS[code] ?? '', {
    param: PARAMS[code] ?? null,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

const WHO: FaultCode[] = [
  'key_missing',
  'key_malformed',
  'key_unknown',
  'key_inactive',
  'ip_not_allowed',
  'tenant_suspended',
];
const BODY: FaultCode[] = ['invalid', 'body_too_large', 'body_too_slow', 'unsupported_media_type'];
const PROVIDERS: FaultCode[] = [
  'provider_error',
  'provider_unusable',
  'provider_resting',
  'provider_timeout',
  'provider_rate_limited',
];
const OURS: FaultCode[] = ['overloaded', 'draining', 'internal'];
const REQUESTS: FaultCode[] = ['rate_limited_requests'];

/** Which faults a kind of route may answer with. */
export const FAULTS = {
  read: [...WHO, ...OURS],
  readOne: [...WHO, 'model_not_found', ...OURS],
  ask: [...WHO, 'invalid', ...REQUESTS, ...OURS],
  tokenize: [...WHO, ...BODY, 'model_not_found', 'model_not_in_plan', ...REQUESTS, 'too_many_in_flight', ...OURS],
  embed: [
    ...WHO,
    'scope_missing',
    ...BODY,
    'input_too_long',
    'too_many_tokens',
    'model_not_found',
    'model_not_in_plan',
    ...REQUESTS,
    'rate_limited_tokens',
    'too_many_in_flight',
    'credit_exhausted',
    'budget_exceeded',
    ...PROVIDERS,
    ...OURS,
  ],
  manage: [...WHO, 'scope_missing', ...REQUESTS, ...OURS],
  manageOne: [...WHO, 'scope_missing', 'not_found', ...REQUESTS, ...OURS],
  manageFile: [...WHO, 'scope_missing', ...BODY, 'not_found', 'conflict', ...REQUESTS, 'too_many_in_flight', ...OURS],
  manageBody: [...WHO, 'scope_missing', ...BODY, 'not_found', 'conflict', 'plan_limit', ...REQUESTS, ...OURS],
} as const satisfies Record<string, readonly FaultCode[]>;
