import type { FastifyInstance } from 'fastify';
import type { ServeDependencies } from '../pipeline/serve-embedding.ts';
import { openaiEmbeddings } from '../surfaces/openai/embeddings.ts';
import { scaigridEmbed } from '../surfaces/scaigrid/embed.ts';

export type EmbeddingDependencies = { serve: ServeDependencies };

export function embeddingRoutes(server: FastifyInstance, { serve }: EmbeddingDependencies): void {
  const openai = openaiEmbeddings(serve);
  for (const path of ['/v1/embeddings', '/oai/v1/embeddings']) server.post(path, openai);
  server.post('/v1/inference/embed', scaigridEmbed(serve));
}
