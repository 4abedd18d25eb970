import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticate } from '../pipeline/authenticate.ts';
import { readWindows } from '../pipeline/limits/charge-windows.ts';
import type { ServeDependencies } from '../pipeline/serve-embedding.ts';
import { secretOf } from '../surfaces/call.ts';
import { openaiModelById, openaiModelList } from '../surfaces/openai/models.ts';
import { openaiRateHeaders } from '../surfaces/openai/rate-headers.ts';
import { scaigridModelList } from '../surfaces/scaigrid/models.ts';
import { scaigridRateHeaders } from '../surfaces/scaigrid/rate-headers.ts';
import { dialectOf } from './faults.ts';

export type ModelDependencies = {
  serve: Pick<ServeDependencies, 'principals' | 'catalogue' | 'now' | 'limiter'>;
  /** Whether the engine can run this model now. */
  serving: (id: string) => boolean;
};

export function modelRoutes(server: FastifyInstance, { serve, serving }: ModelDependencies): void {
  /** Who asks; the answer tells the state of their limits, which looking at models does not use up. */
  const welcome = async (request: FastifyRequest, reply: FastifyReply) => {
    const principal = await authenticate(serve.principals, { secret: secretOf(request), ip: request.ip }, serve.now());
    const rate = await readWindows(serve.limiter, principal);
    reply.headers(dialectOf(request) === 'openai' ? openaiRateHeaders(rate) : scaigridRateHeaders(rate, serve.now()));
    return principal;
  };

  for (const prefix of ['/v1', '/oai/v1']) {
    server.get<{ Querystring: { modality?: string } }>(`${prefix}/models`, async (request, reply) => {
      const principal = await welcome(request, reply);
      return request.query.modality === undefined
        ? openaiModelList(serve.catalogue, principal)
        : scaigridModelList(serve.catalogue, principal, request.query.modality, serving);
    });
    server.get<{ Params: { id: string } }>(`${prefix}/models/:id`, async (request, reply) =>
      openaiModelById(serve.catalogue, await welcome(request, reply), request.params.id),
    );
  }
}
