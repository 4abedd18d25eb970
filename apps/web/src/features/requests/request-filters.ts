import type { FaultCode } from '@gridsky/api/domain';
import { type DayRange, readDayRange } from '../usage/day-range.ts';

export const requestRanges = ['1h', '24h', '7d', '30d'] as const;
export const outcomes = ['served', 'refused', 'failed'] as const;

/** Codes that a request can end with once its key is known; others leave no row. */
export const requestCodes = [
  'rate_limited_requests',
  'rate_limited_tokens',
  'too_many_in_flight',
  'credit_exhausted',
  'budget_exceeded',
  'invalid',
  'input_too_long',
  'too_many_tokens',
  'body_too_large',
  'unsupported_media_type',
  'body_too_slow',
  'model_not_found',
  'model_not_in_plan',
  'scope_missing',
  'overloaded',
  'draining',
  'provider_error',
  'provider_unusable',
  'provider_resting',
  'provider_rate_limited',
  'provider_timeout',
  'client_closed',
  'internal',
] as const satisfies readonly FaultCode[];

/** What a limit refused, whichever it was. */
export const limitCodes = [
  'rate_limited_requests',
  'rate_limited_tokens',
  'too_many_in_flight',
  'budget_exceeded',
] as const;

/** What the request log shows. It lives in the URL, so that a view can be kept and sent. */
export interface RequestFilters {
  range: (typeof requestRanges)[number] | DayRange;
  outcome: (typeof outcomes)[number] | null;
  /** One code, or `limits` for all of {@link limitCodes}. */
  code: (typeof requestCodes)[number] | 'limits' | null;
  model: string | null;
  keyId: string | null;
  /** The request whose details are open. */
  id: string | null;
}

export const defaultRequestFilters: RequestFilters = {
  range: '24h',
  outcome: null,
  code: null,
  model: null,
  keyId: null,
  id: null,
};

/** The filters of a query string. What is missing or unknown becomes the default: a link from anywhere opens. */
export function readRequestFilters(query: { get(name: string): string | null }): RequestFilters {
  const keyId = query.get('key');
  return {
    range: readDayRange(query) ?? oneOf(requestRanges, query.get('range')) ?? defaultRequestFilters.range,
    outcome: oneOf(outcomes, query.get('outcome')),
    code: oneOf([...requestCodes, 'limits'], query.get('code')),
    model: query.get('model')?.slice(0, 200) || null,
    keyId: keyId && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(keyId) ? keyId : null,
    id: query.get('id')?.trim().slice(0, 80) || null,
  };
}

/** The log's address with these filters; defaults are left out. */
export function requestsPath(filters: Partial<RequestFilters>): string {
  const { range, outcome, code, model, keyId, id } = { ...defaultRequestFilters, ...filters };
  const query = new URLSearchParams();
  if (typeof range !== 'string') {
    query.set('from', range.from);
    query.set('to', range.to);
  } else if (range !== defaultRequestFilters.range) query.set('range', range);
  for (const [name, value] of Object.entries({ outcome, code, model, key: keyId, id })) {
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `/usage/requests?${query}` : '/usage/requests';
}

/** Whether the list is narrowed by anything but its range. */
export function isNarrowed({ outcome, code, model, keyId }: RequestFilters): boolean {
  return [outcome, code, model, keyId].some((value) => value !== null);
}

function oneOf<Value extends string>(values: readonly Value[], wanted: string | null): Value | null {
  return values.find((value) => value === wanted) ?? null;
}
