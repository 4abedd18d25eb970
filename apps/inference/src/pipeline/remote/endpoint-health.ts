import { type EndpointFailure, setBounded } from '@gridsky/api/domain';
import type { EndpointFigures } from '@gridsky/api/services';
import { type Breaker, createBreaker } from '../../providers/breaker.ts';

export type EndpointHealth = {
  breaker: Breaker;
  /** Takes how a request ended; null: it was served. */
  note(ms: number, failure: EndpointFailure | null): void;
};

export type Endpoints = {
  of(id: string): EndpointHealth;
  /** `healthy`, or why not: its breaker is open or trying again. */
  phase(id: string): EndpointFigures['phase'];
  figures(): EndpointFigures[];
};

type Kept = {
  last: { ms: number; ok: boolean }[];
  /** By the clock that never goes back. */
  failed: { reason: EndpointFailure; at: number } | null;
};

const KEPT = 200;
const ENDPOINTS_MAX = 20_000;

/** What this process knows of the endpoints that it has called. `onChange` is told when one is given a rest, and when it serves again. */
export function createEndpoints(
  now: () => number,
  onChange: (id: string, phase: 'open' | 'closed') => void = () => {},
): Endpoints {
  const endpoints = new Map<string, EndpointHealth & Kept>();

  const make = (id: string) => {
    const last: Kept['last'] = [];
    const breaker = createBreaker(now, (phase) => onChange(id, phase));
    const endpoint: EndpointHealth & Kept = {
      breaker,
      last,
      failed: null,
      note(ms, failure) {
        last.push({ ms, ok: failure === null });
        if (last.length > KEPT) last.shift();
        if (failure === null) return;
        // A request that is not sent because of earlier failures says nothing new of why.
        const reason = failure === 'breaker_open' ? (endpoint.failed?.reason ?? failure) : failure;
        endpoint.failed = { reason, at: now() };
      },
    };
    setBounded(endpoints, id, endpoint, ENDPOINTS_MAX);
    return endpoint;
  };

  return {
    of: (id) => endpoints.get(id) ?? make(id),
    phase: (id) => endpoints.get(id)?.breaker.state().phase ?? 'closed',
    figures: () =>
      [...endpoints].map(([id, { breaker, last, failed }]) => {
        const served = last
          .filter(({ ok }) => ok)
          .map(({ ms }) => ms)
          .sort((a, b) => a - b);
        return {
          id,
          phase: breaker.state().phase,
          requests: last.length,
          failures: last.length - served.length,
          p50Ms: quantile(served, 0.5),
          p95Ms: quantile(served, 0.95),
          lastFailure: failed && { reason: failed.reason, agoMs: Math.round(now() - failed.at) },
        };
      }),
  };
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
}
