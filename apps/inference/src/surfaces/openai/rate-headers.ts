import type { RateState } from '../../pipeline/job.ts';

/** OpenAI's rate headers, of the level nearest to its limit; durations as `1s`, `6m0s`, `12ms`. */
export function openaiRateHeaders({ requests, tokens }: RateState): Record<string, string> {
  return {
    'x-ratelimit-limit-requests': String(requests.limit),
    'x-ratelimit-limit-tokens': String(tokens.limit),
    'x-ratelimit-remaining-requests': String(requests.remaining),
    'x-ratelimit-remaining-tokens': String(tokens.remaining),
    'x-ratelimit-reset-requests': duration(requests.resetMs),
    'x-ratelimit-reset-tokens': duration(tokens.resetMs),
  };
}

export function duration(ms: number): string {
  const whole = Math.ceil(ms);
  if (whole < 1_000) return `${whole}ms`;
  const seconds = Math.ceil(whole / 1_000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
