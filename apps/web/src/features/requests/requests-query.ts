import { daySpan } from '../usage/day-range.ts';
import { limitCodes, type RequestFilters } from './request-filters.ts';

/** What the server is asked for these filters. */
export function requestsQuery({ range, outcome, code, model, keyId }: RequestFilters) {
  return {
    span: typeof range === 'string' ? { lastHours: rangeHours[range] } : daySpan(range),
    outcome,
    errorCodes: code === null ? [] : code === 'limits' ? [...limitCodes] : [code],
    model,
    keyId,
  };
}

const rangeHours = { '1h': 1, '24h': 24, '7d': 168, '30d': 720 } as const;
