import type { FastifyInstance } from 'fastify';
import type { ServeDependencies } from '../pipeline/serve-embedding.ts';
import { openaiEmbeddings } from '../surfaces/openai/embeddings.ts';
import { scaigridEmbed } from '../surfaces/scaigrid/embed.ts';
import type { Wire } from '../surfaces/wire.ts';

export type EmbeddingDependencies = { serve: ServeDependencies; wire: Wire };

export function embeddingRoutes(server: FastifyInstance, { serve, wire }: EmbeddingDependencies): void {
  const openai = openaiEmbeddings(serve, wire);
  for (const path of ['/v1/embeddings', '/oai/v1/embeddings']) server.post(path, openai);
  // The address that Azure's clients make; their `api-version` means nothing here.
  server.post('/openai/deployments/:deployment/embeddings', openai);
  server.post('/v1/private/:alias/embeddings', openai);
  server.post('/v1/inference/embed', scaigridEmbed(serve, wire));
}
