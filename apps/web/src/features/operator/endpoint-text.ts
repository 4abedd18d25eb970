import type { EndpointFailure } from '@gridsky/api/domain';
import type { EndpointView } from '@gridsky/api/services';
import type { StatusTone } from '../../ui/status.tsx';

/** Why requests failed, as the endpoint's doing. */
export const failureTexts: Record<EndpointFailure, string> = {
  unauthorized: 'refused the key',
  quota: 'the account there is used up',
  rate_limited: 'too many requests for it',
  not_found: 'knows no such model or address',
  unavailable: 'down, or not reached',
  timeout: 'no answer in time',
  unusable: 'an answer without usable vectors',
  blocked: 'the address leads into a private network',
  certificate: 'its certificate is not valid',
  breaker_open: 'failed too often before',
};

/** How an endpoint is, in a word. */
export function endpointState({ enabled, phase, requests }: Pick<EndpointView, 'enabled' | 'phase' | 'requests'>): {
  tone: StatusTone;
  word: string;
} {
  if (phase === 'open') return { tone: 'bad', word: 'Breaker open' };
  if (phase === 'half_open') return { tone: 'warn', word: 'Probing' };
  if (!enabled) return { tone: 'off', word: 'Not enabled' };
  if (phase === null || requests === 0) return { tone: 'off', word: 'Not called lately' };
  return { tone: 'good', word: 'Serving' };
}

/** `0 of 12`, `3 of 12 · 25 %`. */
export function failedText({ requests, failures }: Pick<EndpointView, 'requests' | 'failures'>): string {
  if (requests === 0) return '–';
  const share = Math.round((failures / requests) * 100);
  const percent = failures > 0 && share === 0 ? 'under 1' : String(share);
  return `${failures.toLocaleString('en-US')} of ${requests.toLocaleString('en-US')}${failures === 0 ? '' : ` · ${percent} %`}`;
}
