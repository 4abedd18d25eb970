import type { FaultCode } from '@gridsky/api/domain';
import { z } from 'zod';
import type { Dialect } from '../../pipeline/job.ts';
import { embeddingsBody } from '../../surfaces/openai/embeddings.ts';
import {
  addPrivateModelBody,
  privateModelSchema,
  testSchema,
  updatePrivateModelBody,
} from '../../surfaces/openai/private-models.ts';
import { tokenizeBody } from '../../surfaces/openai/tokenize.ts';
import { exportQuery, modelsQuery, summaryQuery, usageQuery } from '../../surfaces/scaigrid/accounting-query.ts';
import { embedBody } from '../../surfaces/scaigrid/embed.ts';
import {
  embedAnswer,
  embeddingsAnswer,
  healthAnswer,
  modelAnswer,
  modelsAnswer,
  readyAnswer,
  summaryAnswer,
  tokenizeAnswer,
  usageAnswer,
} from './answers.ts';
import { FAULTS } from './example-faults.ts';

export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI's spelling: `/v1/models/{id}`. */
  path: string;
  /** Other addresses of the same. */
  aliases?: readonly string[];
  id: string;
  tag: string;
  summary: string;
  description: string;
  dialect: Dialect;
  /** false: no key is asked for. */
  secured?: false;
  body?: { schema: z.ZodType; example: object };
  /** true: the body is a file. */
  bytes?: true;
  /** false: an Idempotency-Key means nothing to it. */
  repeatable?: false;
  query?: z.ZodObject;
  answer: z.ZodType;
  /** Of an answer that is no JSON. */
  otherTypes?: readonly string[];
  faults: readonly FaultCode[];
};

const EXAMPLE_MODEL = 'plugsky-embed-v1';

export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/embeddings',
    aliases: ['/oai/v1/embeddings', '/openai/deployments/{deployment}/embeddings', '/v1/private/{alias}/embeddings'],
    id: 'createEmbeddings',
    tag: 'Embeddings',
    summary: 'Create embeddings',
    description:
      "OpenAI's contract: every OpenAI SDK works unchanged. Nothing is truncated and nothing is cached. With `Idempotency-Key` a repeat within 24 h is not charged again.",
    dialect: 'openai',
    body: { schema: embeddingsBody, example: { model: EXAMPLE_MODEL, input: ['dog', 'perro'] } },
    answer: embeddingsAnswer,
    faults: FAULTS.embed,
  },
  {
    method: 'post',
    path: '/v1/inference/embed',
    id: 'embed',
    tag: 'Embeddings',
    summary: 'Create embeddings (ScaiGrid)',
    description: "The same work in ScaiGrid's envelope, with floats only.",
    dialect: 'scaigrid',
    body: { schema: embedBody, example: { model: EXAMPLE_MODEL, input: 'dog' } },
    answer: embedAnswer,
    faults: FAULTS.embed,
  },
  {
    method: 'post',
    path: '/v1/tokenize',
    aliases: ['/oai/v1/tokenize'],
    id: 'tokenize',
    tag: 'Embeddings',
    summary: 'Count tokens',
    description: "Exact tokens of each input, as usage and limits count them: the model's own tokenizer. Free.",
    dialect: 'openai',
    body: { schema: tokenizeBody, example: { model: EXAMPLE_MODEL, input: ['dog', 'perro'] } },
    answer: tokenizeAnswer,
    faults: FAULTS.tokenize,
  },
  {
    method: 'get',
    path: '/v1/models',
    aliases: ['/oai/v1/models'],
    id: 'listModels',
    tag: 'Models',
    summary: 'List models',
    description: "The models that this key may use; with `modality` in ScaiGrid's shape, page by page.",
    dialect: 'openai',
    query: modelsQuery.partial(),
    answer: modelsAnswer,
    faults: FAULTS.read,
  },
  {
    method: 'get',
    path: '/v1/models/{id}',
    aliases: ['/oai/v1/models/{id}'],
    id: 'getModel',
    tag: 'Models',
    summary: 'Get a model',
    description: 'An id with a slash is sent percent-encoded.',
    dialect: 'openai',
    answer: modelAnswer,
    faults: FAULTS.readOne,
  },
  {
    method: 'get',
    path: '/v1/private/models',
    id: 'listPrivateModels',
    tag: 'Your own models',
    summary: 'List your own models',
    description: 'Enabled or not, by alias. All of these need a key of scope `admin`.',
    dialect: 'openai',
    answer: z.object({ object: z.literal('list'), data: z.array(privateModelSchema) }),
    faults: FAULTS.manage,
  },
  {
    method: 'post',
    path: '/v1/private/models',
    id: 'addPrivateModel',
    tag: 'Your own models',
    summary: 'Add a model of your own',
    description: "Somebody else's endpoint under an alias of yours. Test it, then enable it.",
    dialect: 'openai',
    body: {
      schema: addPrivateModelBody,
      example: { alias: 'my-cohere', provider: 'cohere', model: 'embed-v4.0', secret: 'co-…' },
    },
    repeatable: false,
    answer: privateModelSchema,
    faults: FAULTS.manageBody,
  },
  {
    method: 'get',
    path: '/v1/private/models/{alias}',
    id: 'getPrivateModel',
    tag: 'Your own models',
    summary: 'Get one of them',
    description: '',
    dialect: 'openai',
    answer: privateModelSchema,
    faults: FAULTS.manageOne,
  },
  {
    method: 'patch',
    path: '/v1/private/models/{alias}',
    id: 'updatePrivateModel',
    tag: 'Your own models',
    summary: 'Change one of them',
    description:
      'Only what is sent changes. Another host wipes the secret unless a new one comes with it, and the model has to be tested anew.',
    dialect: 'openai',
    body: { schema: updatePrivateModelBody, example: { query_prefix: 'query: ' } },
    repeatable: false,
    answer: privateModelSchema,
    faults: FAULTS.manageBody,
  },
  {
    method: 'delete',
    path: '/v1/private/models/{alias}',
    id: 'removePrivateModel',
    tag: 'Your own models',
    summary: 'Remove one of them',
    description: 'Its secret is wiped; its usage stays.',
    dialect: 'openai',
    answer: z.object({ object: z.literal('private_model'), alias: z.string(), deleted: z.literal(true) }),
    faults: FAULTS.manageOne,
  },
  {
    method: 'post',
    path: '/v1/private/models/{alias}/test',
    id: 'testPrivateModel',
    tag: 'Your own models',
    summary: 'Test one of them',
    description: 'Calls the endpoint with two short texts and keeps what it found: width, length, latency, tokens.',
    dialect: 'openai',
    answer: testSchema.extend({ object: z.literal('private_model.test'), alias: z.string() }),
    faults: FAULTS.manageOne,
  },
  {
    method: 'post',
    path: '/v1/private/models/{alias}/enable',
    id: 'enablePrivateModel',
    tag: 'Your own models',
    summary: 'Serve it',
    description: 'Needs a test that succeeded.',
    dialect: 'openai',
    answer: privateModelSchema,
    faults: [...FAULTS.manageOne, 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/private/models/{alias}/disable',
    id: 'disablePrivateModel',
    tag: 'Your own models',
    summary: 'Serve it no longer',
    description: '',
    dialect: 'openai',
    answer: privateModelSchema,
    faults: FAULTS.manageOne,
  },
  {
    method: 'put',
    path: '/v1/private/models/{alias}/files/{name}',
    id: 'uploadModelFile',
    tag: 'Your own models',
    summary: 'Upload a file of a model',
    description:
      'The body is the file: `model.onnx`, `tokenizer.json`, `config.json`, and where there are any `gridsky.json`, `tokenizer_config.json`, `modules.json`, `sentence_bert_config.json`, `config_sentence_transformers.json`, `1_Pooling/config.json`, `2_Dense/config.json` (a slash percent-encoded). For a model of provider `onnx`. A file that changes is a new version, which has to be tested before it serves.',
    dialect: 'openai',
    bytes: true,
    repeatable: false,
    answer: privateModelSchema,
    faults: FAULTS.manageFile,
  },
  {
    method: 'delete',
    path: '/v1/private/models/{alias}/files/{name}',
    id: 'removeModelFile',
    tag: 'Your own models',
    summary: 'Take a file out of a model',
    description: 'A new version, as with an upload.',
    dialect: 'openai',
    answer: privateModelSchema,
    faults: [...FAULTS.manageOne, 'conflict'],
  },
  {
    method: 'get',
    path: '/v1/accounting/usage',
    id: 'readUsage',
    tag: 'Accounting',
    summary: 'Usage by period and model',
    description: "The tenant's own usage, exact to the last request.",
    dialect: 'scaigrid',
    query: usageQuery,
    answer: usageAnswer,
    faults: FAULTS.ask,
  },
  {
    method: 'get',
    path: '/v1/accounting/usage/summary',
    id: 'summariseUsage',
    tag: 'Accounting',
    summary: 'Usage by model, user or key',
    description: 'Totals of a range, the most tokens first.',
    dialect: 'scaigrid',
    query: summaryQuery,
    answer: summaryAnswer,
    faults: FAULTS.ask,
  },
  {
    method: 'get',
    path: '/v1/accounting/export',
    id: 'exportUsage',
    tag: 'Accounting',
    summary: 'Export usage',
    description: 'All usage of a range by period, model and key, streamed.',
    dialect: 'scaigrid',
    query: exportQuery,
    answer: summaryAnswer.partial().loose(),
    otherTypes: ['text/csv', 'application/x-ndjson'],
    faults: FAULTS.ask,
  },
  {
    method: 'get',
    path: '/healthz',
    id: 'health',
    tag: 'Health',
    summary: 'The process answers',
    description: '',
    dialect: 'openai',
    secured: false,
    answer: healthAnswer,
    faults: [],
  },
  {
    method: 'get',
    path: '/readyz',
    id: 'readiness',
    tag: 'Health',
    summary: 'It can serve',
    description: '503 names what is missing; 200 what it does without.',
    dialect: 'openai',
    secured: false,
    answer: readyAnswer,
    faults: [],
  },
];
