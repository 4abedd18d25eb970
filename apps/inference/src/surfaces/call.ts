import type { Fault } from '@gridsky/api/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Call, Dialect } from '../pipeline/job.ts';

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
    arrivedAt: performance.now(),
    signal: client.signal,
    statusOf,
    rate: null,
  };
}

/** The key as sent: `Authorization: Bearer …`, or `api-key: …` as the Azure clients do. */
export function secretOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  const bearer = authorization && /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1];
  if (bearer) return bearer;
  const header = request.headers['api-key'];
  return typeof header === 'string' && header !== '' ? header : null;
}
