import { isDeepStrictEqual } from 'node:util';
import type { EndpointProvider } from '@gridsky/api/domain';
import { z } from 'zod';
import { readGoldens } from './golden.ts';
import { type Received, startWireServer, vectorOfText } from './wire-server.ts';

type Speaking = Exclude<EndpointProvider, 'custom'>;

/** A request that the provider takes. */
type Taken = { texts: string[]; width: number | undefined; isBase64?: boolean };

/** A provider's wire from its own side: where it listens, what it takes and what it answers. Sources: as the transforms'. */
type Wire = {
  path: RegExp;
  key(headers: Received['headers']): string | undefined;
  /** Refuses what the provider refuses: fields that it doesn't know, too many texts, values out of its lists. */
  body: z.ZodType<Taken>;
  answer(vectors: number[][], taken: Taken): unknown;
};

/**
 * A provider on this machine: answers its documented shapes to its documented requests, and its documented refusals, as in the golden files, to
 * anything else. `refusals` tells why something was refused; without `secrets` it asks for none.
 */
export async function startProvider(
  kind: Speaking,
  { width = 8, secrets = ['the-key'] }: { width?: number; secrets?: readonly string[] } = {},
): Promise<{ url: string; received: Received[]; refusals: string[] }> {
  const wire = WIRES[kind];
  const { refused } = readGoldens();
  const refusals: string[] = [];
  const server = await startWireServer((one, response) => {
    const answerAs = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const refuse = (name: string, why: string) => {
      refusals.push(why);
      const answer = refused.find((golden) => golden.kind === kind && golden.name === name)?.answer;
      answerAs(answer?.status ?? 404, answer?.body);
    };
    if (kind === 'tei' && one.path === '/info') return answerAs(200, TEI_INFO);
    if (!wire.path.test(one.path)) return refuse('unknown-model', `no such path: ${one.path}`);
    if (secrets.length > 0 && !secrets.includes(wire.key(one.headers) ?? '')) return refuse('wrong-key', 'another key');
    const parsed = wire.body.safeParse(one.body);
    if (!parsed.success) return refuse('invalid', z.prettifyError(parsed.error));
    const vectors = parsed.data.texts.map((text) => vectorOfText(text, parsed.data.width ?? width));
    return answerAs(200, wire.answer(vectors, parsed.data));
  });
  return { ...server, refusals };
}

const TEI_INFO = { model_id: 'BAAI/bge-m3', model_dtype: 'float16', max_client_batch_size: 48, version: '1.8.2' };

const text = z.string().min(1);
const width = z.int().min(1).optional();
const listOf = (max: number) => z.union([text.transform((one) => [one]), z.array(text).min(1).max(max)]);
const bearerOf = (headers: Received['headers']) => headers.authorization?.replace(/^Bearer /, '');

const asOpenai = (vectors: number[][], isBase64: boolean | undefined, usage: object) => ({
  object: 'list',
  data: vectors.map((vector, index) => ({
    object: 'embedding',
    index,
    embedding: isBase64 ? Buffer.from(Float32Array.from(vector).buffer).toString('base64') : vector,
  })),
  model: 'the-model',
  usage,
});

const openaiFields = {
  input: listOf(2_048),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: width,
  user: z.string().optional(),
};
type OpenaiFields = z.infer<z.ZodObject<typeof openaiFields>>;
const takenOfOpenai = ({ input, dimensions, encoding_format }: OpenaiFields): Taken => ({
  texts: input,
  width: dimensions,
  isBase64: encoding_format === 'base64',
});
const openaiUsage = (count: number) => ({ prompt_tokens: count, total_tokens: count });

const WIRES: Record<Speaking, Wire> = {
  openai: {
    path: /^\/embeddings$/,
    key: bearerOf,
    body: z.strictObject({ model: text, ...openaiFields }).transform(takenOfOpenai),
    answer: (vectors, { isBase64 }) => asOpenai(vectors, isBase64, openaiUsage(vectors.length)),
  },
  azure: {
    path: /^\/openai\/deployments\/[^/?]+\/embeddings\?api-version=\d{4}-\d\d-\d\d$/,
    key: (headers) => headers['api-key']?.toString(),
    // The deployment in the address decides; a model in the body is not looked at.
    body: z.strictObject({ model: text.optional(), ...openaiFields }).transform(takenOfOpenai),
    answer: (vectors, { isBase64 }) => asOpenai(vectors, isBase64, openaiUsage(vectors.length)),
  },
  cohere: {
    path: /^\/v2\/embed$/,
    key: bearerOf,
    body: z
      .strictObject({
        model: text,
        texts: z.array(text).min(1).max(96),
        input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering']),
        embedding_types: z.tuple([z.literal('float')]),
        output_dimension: width,
        max_tokens: z.int().optional(),
        truncate: z.enum(['NONE', 'START', 'END']).optional(),
      })
      .transform(({ texts, output_dimension }) => ({ texts, width: output_dimension })),
    answer: (vectors, { texts }) => ({
      id: '6c5b1d0e-0001-4b6f-9d57-000000000001',
      texts,
      embeddings: { float: vectors },
      meta: { api_version: { version: '2' }, billed_units: { input_tokens: 3 * texts.length } },
      response_type: 'embeddings_by_type',
    }),
  },
  voyage: {
    path: /^\/v1\/embeddings$/,
    key: bearerOf,
    body: z
      .strictObject({
        model: text,
        input: listOf(1_000),
        input_type: z.enum(['query', 'document']).nullish(),
        truncation: z.boolean().optional(),
        output_dimension: width.nullable(),
        output_dtype: z.literal('float').optional(),
        encoding_format: z.literal('base64').nullish(),
      })
      .transform(({ input, output_dimension, encoding_format }) => ({
        texts: input,
        width: output_dimension ?? undefined,
        isBase64: encoding_format === 'base64',
      })),
    answer: (vectors, { isBase64 }) => asOpenai(vectors, isBase64, { total_tokens: 2 * vectors.length }),
  },
  mistral: {
    path: /^\/v1\/embeddings$/,
    key: bearerOf,
    body: z
      .strictObject({
        model: text,
        input: listOf(512),
        metadata: z.record(z.string(), z.unknown()).nullish(),
        output_dimension: width.nullable(),
        output_dtype: z.literal('float').optional(),
        encoding_format: z.literal('float').optional(),
      })
      .transform(({ input, output_dimension }) => ({ texts: input, width: output_dimension ?? undefined })),
    answer: (vectors) => ({
      id: '0b6f0001000000000000000000000001',
      ...asOpenai(vectors, false, { ...openaiUsage(vectors.length), completion_tokens: 0 }),
    }),
  },
  google: {
    path: /^\/v1beta\/models\/[^/?]+:batchEmbedContents$/,
    key: (headers) => headers['x-goog-api-key']?.toString(),
    body: z
      .strictObject({
        requests: z
          .array(
            z.strictObject({
              model: z.templateLiteral(['models/', text]),
              content: z.strictObject({
                role: z.literal('user').optional(),
                parts: z.tuple([z.strictObject({ text })]),
              }),
              taskType: z.enum(['RETRIEVAL_QUERY', 'RETRIEVAL_DOCUMENT']).optional(),
              title: z.string().optional(),
              outputDimensionality: width,
            }),
          )
          .min(1)
          .max(100)
          .refine(
            ([first, ...others]) =>
              others.every((one) => isDeepStrictEqual({ ...one, content: null }, { ...first, content: null })),
            'requests of one batch differ in their terms',
          ),
      })
      .transform(({ requests }) => ({
        texts: requests.map(({ content }) => content.parts[0].text),
        width: requests[0]?.outputDimensionality,
      })),
    answer: (vectors) => ({ embeddings: vectors.map((values) => ({ values })) }),
  },
  tei: {
    path: /^\/embed$/,
    key: bearerOf,
    body: z
      .strictObject({
        inputs: listOf(TEI_INFO.max_client_batch_size),
        normalize: z.boolean().optional(),
        truncate: z.boolean().nullish(),
        truncation_direction: z.enum(['Left', 'Right']).optional(),
        prompt_name: z.string().nullish(),
        dimensions: width.nullable(),
      })
      .transform(({ inputs, dimensions }) => ({ texts: inputs, width: dimensions ?? undefined })),
    answer: (vectors) => vectors,
  },
};
