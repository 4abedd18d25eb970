import type { AnswerHeaders } from './provider.ts';

/** Why a provider gave no vectors. */
export type RefusalReason =
  /** The key is wrong or may not do this: the owner of the connection has to act. */
  | 'unauthorized'
  /** The provider's account is used up: neither. */
  | 'quota'
  | 'rate_limited'
  /** The provider knows no such model, or no such address. */
  | 'not_found'
  /** The caller's texts or parameters. */
  | 'invalid'
  /** Its server: down, overloaded, late. */
  | 'unavailable';

export type Refusal = {
  reason: RefusalReason;
  /** The provider's own sentence, for the log and the connection's owner alone: it may tell of their account. */
  detail: string;
  /** When the provider says that another try makes sense, milliseconds; null: it does not say. */
  retryAfterMs: number | null;
};

/** More than is kept: what is taken out of it for the log must be seen whole. */
const DETAIL_LENGTH_MAX = 10_000;

/** A refusal from the status, for all providers alike; `detail`, `reason` and the hint as the provider's own body tells them. */
export function refusalOf(
  status: number,
  headers: AnswerHeaders,
  now: number,
  { detail, reason = reasonOf(status), ...hint }: { detail?: unknown; reason?: RefusalReason; retryAfterMs?: number },
): Refusal {
  const text = typeof detail === 'string' && detail !== '' ? detail : `HTTP ${status} without a message.`;
  return {
    reason,
    detail: text.slice(0, DETAIL_LENGTH_MAX).replace(/\p{C}/gu, ' '),
    retryAfterMs:
      reason === 'rate_limited' || reason === 'unavailable' ? (hint.retryAfterMs ?? retryAfterMs(headers, now)) : null,
  };
}

function reasonOf(status: number): RefusalReason {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 402) return 'quota';
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 409 || status === 425 || status >= 500 || status < 400) return 'unavailable';
  return 'invalid';
}

/**
 * What the headers say about the next try: `retry-after-ms`, `retry-after` (seconds or a date, RFC 9110 10.2.3), or
 * `x-ratelimit-reset` (seconds since 1970: Cohere).
 */
function retryAfterMs(headers: AnswerHeaders, now: number): number | null {
  const text = (name: string) => {
    const value = headers[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined;
  };
  const ms = Number(text('retry-after-ms') ?? Number.NaN);
  if (ms >= 0 && Number.isFinite(ms)) return ms;
  const after = text('retry-after') ?? '';
  const seconds = Number(after || Number.NaN);
  const wait = Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1_000;
  if (Number.isFinite(wait)) return Math.max(0, wait);
  const reset = Number(text('x-ratelimit-reset') ?? Number.NaN) * 1_000 - now;
  return Number.isFinite(reset) ? Math.max(0, reset) : null;
}
