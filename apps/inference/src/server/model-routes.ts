import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../pipeline/catalogue.ts';
import type { Backends } from '../pipeline/remote/backends.ts';
import type { ServedModel } from '../pipeline/remote/served-model.ts';
import { openaiModelById, openaiModelList } from '../surfaces/openai/models.ts';
import { modelsQuery } from '../surfaces/scaigrid/accounting-query.ts';
import { scaigridModelList } from '../surfaces/scaigrid/models.ts';
import { readQuery } from '../surfaces/scaigrid/read-query.ts';
import { type WelcomeDependencies, welcome } from './welcome.ts';

export type ModelDependencies = {
  serve: WelcomeDependencies & { catalogue: Catalogue };
  /** What serves a model right now, here or at its provider. */
  backends: (model: ServedModel) => Backends;
};

export function modelRoutes(server: FastifyInstance, { serve, backends }: ModelDependencies): void {
  for (const prefix of ['/v1', '/oai/v1']) {
    server.get<{ Querystring: Record<string, unknown> }>(`${prefix}/models`, async (request, reply) => {
      const principal = await welcome(serve, request, reply, 'models:list');
      return request.query.modality === undefined
        ? openaiModelList(serve.catalogue, principal)
        : scaigridModelList(serve.catalogue, principal, readQuery(modelsQuery, request.query), backends);
    });
    server.get<{ Params: { id: string } }>(`${prefix}/models/:id`, async (request, reply) =>
      openaiModelById(serve.catalogue, await welcome(serve, request, reply, 'models:list'), request.params.id),
    );
  }
}
