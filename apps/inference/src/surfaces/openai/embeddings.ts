import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Job, Result } from '../../pipeline/job.ts';
import { type ServeDependencies, serveEmbedding } from '../../pipeline/serve-embedding.ts';
import { callOf, stampRepeat } from '../call.ts';
import { checkTexts, dimensionsSchema, inputTypeSchema, modelSchema, parseBody } from '../embedding-input.ts';
import { readJsonBody } from '../read-json-body.ts';
import { begun, sendSlices } from '../send-slices.ts';
import { answerSlices, base64Format, floatFormat } from '../vector-text.ts';
import type { Wire } from '../wire.ts';
import { openaiStatus } from './faults.ts';
import { openaiRateHeaders } from './rate-headers.ts';
import { readInputs } from './token-input.ts';

type EncodingFormat = 'float' | 'base64';

/** OpenAI's four shapes; which one it is, and what is wrong with it, is told by `readInputs`. */
export const inputSchema = z.unknown().meta({
  description: 'A text, texts, ids of cl100k_base, or lists of them: 1 to 2,048 inputs, none empty.',
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, maxItems: 2_048 },
    { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1 },
    {
      type: 'array',
      items: { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 1 },
      minItems: 1,
      maxItems: 2_048,
    },
  ],
});

/** Fields of OpenAI's request and our `input_type`. Unknown fields are ignored, never refused. */
export const embeddingsBody = z.object({
  model: modelSchema,
  input: inputSchema,
  encoding_format: z
    .enum(['float', 'base64'], { error: '`encoding_format` must be "float" or "base64".' })
    .nullish()
    .transform((format): EncodingFormat => format ?? 'float'),
  dimensions: dimensionsSchema,
  user: z.string({ error: '`user` must be a string.' }).nullish(),
  input_type: inputTypeSchema,
});

/** `POST /v1/embeddings`; on Azure's route the model is the deployment of the path, on the private one the tenant's own model's alias. */
export function openaiEmbeddings(dependencies: ServeDependencies, wire: Wire) {
  return async (
    request: FastifyRequest<{ Params: { deployment?: string; alias?: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> => {
    const call = callOf(request, reply, 'openai', openaiStatus);
    let format: EncodingFormat = 'float';
    const readJob = async (): Promise<Job> => {
      const json = await readJsonBody(request.raw, wire.body);
      const { alias, deployment = alias } = request.params;
      const body = parseBody(embeddingsBody, deployment === undefined ? json : named(json, deployment));
      format = body.encoding_format;
      return {
        model: body.model,
        isPrivate: alias !== undefined,
        inputs: checkTexts(await readInputs(body.input)),
        dimensions: body.dimensions,
        inputType: body.input_type,
      };
    };
    const withRate = () => (call.rate ? reply.headers(openaiRateHeaders(call.rate)) : reply);
    try {
      const write = (result: Result) => begun(slices(result, format));
      const { model, answer, repeatOf } = await serveEmbedding(dependencies, call, readJob, write);
      reply.header('x-gridsky-model', model);
      stampRepeat(reply, repeatOf);
      return await sendSlices(withRate(), answer, format === 'float' && wire.compressFloats);
    } catch (error) {
      withRate();
      throw error;
    }
  };
}

/** The body with the model that the path names; what is no object is refused as it is. */
function named(body: unknown, model: string): unknown {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body, model } : body;
}

function slices(result: Result, format: EncodingFormat): Generator<Buffer> {
  const { model, tokens } = result;
  const parts = {
    before: '{"object":"list","data":[',
    open: (index: number) => `{"object":"embedding","index":${index},"embedding":`,
    close: '}',
    after: `],"model":${JSON.stringify(model)},"usage":{"prompt_tokens":${tokens},"total_tokens":${tokens}}}`,
  };
  return answerSlices(result, parts, format === 'base64' ? base64Format : floatFormat);
}
