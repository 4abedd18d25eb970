import { Fault } from '@gridsky/api/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Dialect } from '../pipeline/job.ts';
import { openaiError } from '../surfaces/openai/faults.ts';
import { publicRequestId } from '../surfaces/request-id.ts';
import { scaigridError } from '../surfaces/scaigrid/faults.ts';
import { discardRest } from './discard-rest.ts';

/** The dialect that a path speaks: errors must come in the caller's own. */
export function dialectOf(request: FastifyRequest): Dialect {
  const { url } = request;
  return url.startsWith('/v1/inference/') ||
    url.startsWith('/v1/accounting/') ||
    /^\/v1\/models\/?\?(.*&)?modality=/.test(url)
    ? 'scaigrid'
    : 'openai';
}

/** Answers with a fault in the dialect of its request. `errorsUrl`: the documentation's page about errors. */
export function sendFault(request: FastifyRequest, reply: FastifyReply, fault: Fault, errorsUrl: string): FastifyReply {
  const { status, headers, body } =
    dialectOf(request) === 'scaigrid'
      ? scaigridError(fault, publicRequestId(request.id), errorsUrl)
      : openaiError(fault, errorsUrl);
  reply.raw.once('finish', () => discardRest(reply.request.raw));
  return reply.code(status).headers(headers).type('application/json; charset=utf-8').send(body);
}

export function unknownRoute({ method, url }: FastifyRequest): Fault {
  const path = pathOf(url).slice(0, 200);
  return new Fault(
    'route_not_found',
    `Unknown address ${method} ${path}. The API's addresses begin with /v1; see the documentation.`,
  );
}

/** Without the query: it may carry what doesn't belong into a log. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? '';
}
