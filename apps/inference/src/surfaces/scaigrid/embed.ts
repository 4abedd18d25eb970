import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Call, Job, Result } from '../../pipeline/job.ts';
import { type ServeDependencies, serveEmbedding } from '../../pipeline/serve-embedding.ts';
import { callOf, stampRepeat } from '../call.ts';
import {
  checkTexts,
  dimensionsSchema,
  inputTypeSchema,
  modelSchema,
  parseBody,
  textsSchema,
} from '../embedding-input.ts';
import { readJsonBody } from '../read-json-body.ts';
import { sendSlices } from '../send-slices.ts';
import { answerSlices, floatText } from '../vector-text.ts';
import { scaigridStatus } from './faults.ts';

const bodySchema = z.object({
  model: modelSchema,
  input: textsSchema,
  dimensions: dimensionsSchema,
  input_type: inputTypeSchema,
});

/** `POST /v1/inference/embed`: the work of `/v1/embeddings` in ScaiGrid's envelope; floats only. */
export function scaigridEmbed(dependencies: ServeDependencies) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = callOf(request, reply, 'scaigrid', scaigridStatus);
    const readJob = async (): Promise<Job> => {
      const body = parseBody(bodySchema, await readJsonBody(request.raw));
      return {
        model: body.model,
        inputs: checkTexts(body.input),
        dimensions: body.dimensions,
        inputType: body.input_type,
      };
    };
    try {
      const result = await serveEmbedding(dependencies, call, readJob);
      stampRepeat(reply, result.repeatOf);
      return await sendSlices(withRate(reply, call), slices(result));
    } catch (error) {
      withRate(reply, call);
      throw error;
    }
  };
}

/** ScaiGrid's rate headers: the request level nearest to its limit; reset as epoch seconds. */
function withRate(reply: FastifyReply, { rate }: Call): FastifyReply {
  if (!rate) return reply;
  return reply.headers({
    'x-scaigrid-ratelimit-limit': String(rate.requests.limit),
    'x-scaigrid-ratelimit-remaining': String(rate.requests.remaining),
    'x-scaigrid-ratelimit-reset': String(Math.ceil((Date.now() + rate.requests.resetMs) / 1_000)),
  });
}

function slices(result: Result): Generator<string> {
  const { model, tokens } = result;
  return answerSlices(result, {
    before: `{"status":"ok","data":{"model":${JSON.stringify(model)},"data":[`,
    item: (vector, index) => `{"index":${index},"embedding":${floatText(vector)}}`,
    after: `],"usage":{"prompt_tokens":${tokens},"total_tokens":${tokens}}}}`,
  });
}
