import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Job, Result } from '../../pipeline/job.ts';
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
import { begun, sendSlices } from '../send-slices.ts';
import { answerSlices, floatFormat } from '../vector-text.ts';
import type { Wire } from '../wire.ts';
import { scaigridStatus } from './faults.ts';
import { scaigridRateHeaders } from './rate-headers.ts';

export const embedBody = z.object({
  model: modelSchema,
  input: textsSchema,
  dimensions: dimensionsSchema,
  input_type: inputTypeSchema,
});

/** `POST /v1/inference/embed`: the work of `/v1/embeddings` in ScaiGrid's envelope; floats only. */
export function scaigridEmbed(dependencies: ServeDependencies, wire: Wire) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const call = callOf(request, reply, 'scaigrid', scaigridStatus);
    const readJob = async (): Promise<Job> => {
      const body = parseBody(embedBody, await readJsonBody(request.raw, wire.body));
      return {
        model: body.model,
        inputs: checkTexts(body.input),
        dimensions: body.dimensions,
        inputType: body.input_type,
      };
    };
    const withRate = () => (call.rate ? reply.headers(scaigridRateHeaders(call.rate, dependencies.now())) : reply);
    try {
      const write = (result: Result) => begun(slices(result));
      const { model, answer, repeatOf } = await serveEmbedding(dependencies, call, readJob, write);
      reply.header('x-gridsky-model', model);
      stampRepeat(reply, repeatOf);
      return await sendSlices(withRate(), answer, wire.compressFloats);
    } catch (error) {
      withRate();
      throw error;
    }
  };
}

function slices(result: Result): Generator<Buffer> {
  const { model, tokens } = result;
  const parts = {
    before: `{"status":"ok","data":{"model":${JSON.stringify(model)},"data":[`,
    open: (index: number) => `{"index":${index},"embedding":`,
    close: '}',
    after: `],"usage":{"prompt_tokens":${tokens},"total_tokens":${tokens}}}}`,
  };
  return answerSlices(result, parts, floatFormat);
}
