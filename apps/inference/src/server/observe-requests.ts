import type { Fault } from '@gridsky/api/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Observer } from '../observe/finished-request.ts';
import { createTrace } from '../pipeline/trace.ts';
import { publicRequestId } from '../surfaces/request-id.ts';
import { dialectOf } from './faults.ts';

const failures = new WeakMap<FastifyRequest, Fault>();

/** Notes why a request failed, for whoever observes it. */
export function noteFailure(request: FastifyRequest, fault: Fault): void {
  failures.set(request, fault);
}

/** Tells an observer of each request once, when its answer is out or its client has gone. */
export function observeRequests(server: FastifyInstance, observe: Observer): void {
  server.addHook('onRequest', (request, reply, done) => {
    const startedAt = Date.now();
    const start = performance.now();
    // Of the socket and not of Fastify's hook: that one is not called for clients that go away.
    reply.raw.once('close', () => observe(finished(request, reply, startedAt, performance.now() - start)));
    done();
  });
}

function finished(request: FastifyRequest, reply: FastifyReply, startedAt: number, ms: number) {
  const trace = request.trace ?? createTrace();
  const fault = failures.get(request);
  const wasSent = reply.raw.writableFinished;
  trace.fault = fault?.code ?? (wasSent ? trace.fault : 'client_closed');
  if (trace.answeredAt !== null) trace.stages.write = Math.max(0, performance.now() - trace.answeredAt);
  const { traceparent, tracestate } = request.headers;
  return {
    requestId: publicRequestId(request.id),
    method: request.method,
    route: request.routeOptions.url ?? 'unknown',
    dialect: dialectOf(request),
    status: wasSent ? reply.statusCode : 499,
    startedAt,
    ms,
    trace,
    error: fault && (fault.cause || fault.internal) ? (fault.cause ?? fault) : null,
    headers: { traceparent: first(traceparent), tracestate: first(tracestate) },
  };
}

function first(header: string | string[] | undefined): string | undefined {
  return [header].flat()[0];
}
