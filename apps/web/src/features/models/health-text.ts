import type { OwnModelHealth } from '@gridsky/api/services';

/** The last 24 hours of a model in words; null where there is nothing to tell. */
export function healthText({ requests, failures, p50Ms, p95Ms }: OwnModelHealth): {
  latency: string | null;
  errors: string | null;
} {
  if (requests === 0) return { latency: null, errors: null };
  const latency = p50Ms === null || p95Ms === null ? 'none served' : `${milliseconds(p50Ms)} / ${milliseconds(p95Ms)}`;
  const share = (failures / requests) * 100;
  const percent = failures === 0 ? '0' : share < 0.1 ? 'under 0.1' : share.toFixed(share < 10 ? 1 : 0);
  return { latency, errors: `p50 / p95 · ${percent} % of ${requests.toLocaleString('en-US')} failed` };
}

/** `8.4 ms`, `120 ms`, `2.1 s`. */
export function milliseconds(ms: number): string {
  if (ms >= 10_000) return `${Math.round(ms / 1_000)} s`;
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}
