import type { FastifyInstance } from 'fastify';
import type { CountDependencies } from '../pipeline/count-tokens.ts';
import { openaiTokenize } from '../surfaces/openai/tokenize.ts';
import type { Wire } from '../surfaces/wire.ts';

export type TokenizeDependencies = { tokenize: CountDependencies; wire: Wire };

export function tokenizeRoutes(server: FastifyInstance, { tokenize, wire }: TokenizeDependencies): void {
  for (const path of ['/v1/tokenize', '/oai/v1/tokenize']) server.post(path, openaiTokenize(tokenize, wire));
}
