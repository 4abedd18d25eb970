import type { Fault } from '@gridsky/api/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call, Dialect } from '../pipeline/job.ts';
import { createTrace, type Trace } from '../pipeline/trace.ts';
import { instantOf, publicRequestId } from './request-id.ts';

declare module 'fastify' {
  interface FastifyRequest {
    trace: Trace | null;
  }
}

/** The call of a request: everything known before its body. */
export function callOf(
  request: FastifyRequest,
  reply: FastifyReply,
  dialect: Dialect,
  statusOf: (fault: Fault) => number,
): Call {
  const client = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) client.abort();
  });
  return {
    requestId: request.id,
    dialect,
    secret: secretOf(request),
    ip: request.ip,
    idempotencyKey: [request.headers['idempotency-key'] ?? null].flat()[0] ?? null,
    receivedAt: instantOf(request.id),
    arrivedAt: performance.now(),
    signal: client.signal,
    statusOf,
    rate: null,
    trace: traceOf(request),
  };
}

/** The request's own trace, which the server reads when the answer is out. */
export function traceOf(request: FastifyRequest): Trace {
  request.trace ??= createTrace();
  return request.trace;
}

/** The key as sent: `Authorization: Bearer …`, or `api-key: …` as the Azure clients do. */
export function secretOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  const bearer = authorization && /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  if (bearer) return bearer;
  const header = request.headers['api-key'];
  return typeof header === 'string' && header !== '' ? header : null;
}

/** Tells a caller that its request was a repeat under an Idempotency-Key, and of which: that one was charged, this one not. */
export function stampRepeat(reply: FastifyReply, repeatOf: string | null): void {
  if (repeatOf !== null) reply.header('x-gridsky-repeat-of', publicRequestId(repeatOf));
}
