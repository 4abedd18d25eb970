import type { Logger } from 'pino';
import { STAGES, type Trace } from '../pipeline/trace.ts';
import type { Observer } from './finished-request.ts';

const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/** One line a request: who (by id), what, how it ended and where the time went. Never content, never a key. */
export function createRequestLog(logger: Logger): Observer {
  return ({ requestId, method, route, dialect, status, ms, trace, error }) => {
    const { stages, tenantId, keyId, model, inputs, tokens, dimensions, fault } = trace;
    const line = {
      requestId,
      method,
      route,
      dialect,
      status,
      fault,
      model,
      inputs,
      tokens,
      dimensions,
      tenantId,
      keyId,
      ms: rounded(ms),
      stages: roundedStages(stages),
    };
    if (error) logger.error({ ...line, err: error }, 'request');
    else if (PROBES.has(route)) logger.debug(line, 'request');
    else logger.info(line, 'request');
  };
}

function roundedStages(stages: Trace['stages']): Trace['stages'] {
  const all: Trace['stages'] = {};
  for (const stage of STAGES) {
    const ms = stages[stage];
    if (ms !== undefined) all[stage] = rounded(ms);
  }
  return all;
}

function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
