import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../pipeline/authenticate.ts';
import type { ServeDependencies } from '../pipeline/serve-embedding.ts';
import { secretOf } from '../surfaces/call.ts';
import { openaiModelById, openaiModelList } from '../surfaces/openai/models.ts';
import { scaigridModelList } from '../surfaces/scaigrid/models.ts';

export type ModelDependencies = {
  serve: Pick<ServeDependencies, 'principals' | 'catalogue' | 'now'>;
  /** Whether the engine can run this model now. */
  serving: (id: string) => boolean;
};

export function modelRoutes(server: FastifyInstance, { serve, serving }: ModelDependencies): void {
  const principalOf = (request: FastifyRequest) =>
    authenticate(serve.principals, { secret: secretOf(request), ip: request.ip }, serve.now());

  for (const prefix of ['/v1', '/oai/v1']) {
    server.get<{ Querystring: { modality?: string } }>(`${prefix}/models`, async (request) => {
      const principal = await principalOf(request);
      return request.query.modality === undefined
        ? openaiModelList(serve.catalogue, principal)
        : scaigridModelList(serve.catalogue, principal, request.query.modality, serving);
    });
    server.get<{ Params: { id: string } }>(`${prefix}/models/:id`, async (request) =>
      openaiModelById(serve.catalogue, await principalOf(request), request.params.id),
    );
  }
}
