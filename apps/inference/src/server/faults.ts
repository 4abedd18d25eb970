import type { Fault } from '@gridsky/api/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dialect } from '../pipeline/job.ts';
import { openaiError } from '../surfaces/openai/faults.ts';
import { scaigridError } from '../surfaces/scaigrid/faults.ts';
import { publicRequestId } from './request-id.ts';

/** The dialect that a path speaks: errors must come in the caller's own. */
export function dialectOf(request: FastifyRequest): Dialect {
  const { url } = request;
  return url.startsWith('/v1/inference/') ||
    url.startsWith('/v1/accounting/') ||
    /^\/v1\/models\/?\?(.*&)?modality=/.test(url)
    ? 'scaigrid'
    : 'openai';
}

/** Answers with a fault in a dialect. */
export function sendFault(reply: FastifyReply, dialect: Dialect, requestId: string, fault: Fault): FastifyReply {
  const { status, headers, body } =
    dialect === 'scaigrid' ? scaigridError(fault, publicRequestId(requestId)) : openaiError(fault);
  if (!worthReading(reply.request)) reply.header('connection', 'close');
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body);
}

const UNREAD_BYTES_MAX = 64 * 1024;

/** The rest of a refused body is read and dropped, so that the connection can be used again, but only when it is short. */
function worthReading({ raw }: FastifyRequest): boolean {
  return raw.complete || Number(raw.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= UNREAD_BYTES_MAX;
}
