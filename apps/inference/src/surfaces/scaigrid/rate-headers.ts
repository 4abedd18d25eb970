import type { RateState } from '../../pipeline/job.ts';

/** ScaiGrid's rate headers: the request level nearest to its limit; reset as epoch seconds. */
export function scaigridRateHeaders({ requests }: RateState, now: Date): Record<string, string> {
  return {
    'x-scaigrid-ratelimit-limit': String(requests.limit),
    'x-scaigrid-ratelimit-remaining': String(requests.remaining),
    'x-scaigrid-ratelimit-reset': String(Math.ceil((now.getTime() + requests.resetMs) / 1_000)),
  };
}
