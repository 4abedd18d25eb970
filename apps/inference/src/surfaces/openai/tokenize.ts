import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type CountDependencies, countTokens } from '../../pipeline/count-tokens.ts';
import type { Job } from '../../pipeline/job.ts';
import { callOf } from '../call.ts';
import { checkTexts, inputTypeSchema, modelSchema, parseBody } from '../embedding-input.ts';
import { readJsonBody } from '../read-json-body.ts';
import type { Wire } from '../wire.ts';
import { inputSchema } from './embeddings.ts';
import { openaiStatus } from './faults.ts';
import { openaiRateHeaders } from './rate-headers.ts';
import { readInputs } from './token-input.ts';

export const tokenizeBody = z.object({ model: modelSchema, input: inputSchema, input_type: inputTypeSchema });

/** `POST /v1/tokenize`: the inputs of `/v1/embeddings`, their tokens as it would bill them. */
export function openaiTokenize(dependencies: CountDependencies, wire: Wire) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<object> => {
    const call = callOf(request, reply, 'openai', openaiStatus);
    const readJob = async (): Promise<Job> => {
      const body = parseBody(tokenizeBody, await readJsonBody(request.raw, wire.body));
      const inputs = checkTexts(await readInputs(body.input));
      return { model: body.model, inputs, dimensions: null, inputType: body.input_type };
    };
    try {
      const { model, counts } = await countTokens(dependencies, call, readJob);
      return {
        object: 'list',
        data: counts.map(({ tokens, exact }, index) => ({
          object: 'token_count',
          index,
          tokens,
          exact,
          fits: exact && tokens <= model.maxInputTokens,
        })),
        model: model.id,
        total_tokens: counts.reduce((sum, { tokens }) => sum + tokens, 0),
        max_input_tokens: model.maxInputTokens,
      };
    } finally {
      if (call.rate) reply.headers(openaiRateHeaders(call.rate));
    }
  };
}
