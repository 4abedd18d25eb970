import type { Fault } from '@gridsky/api/domain';
import { z } from 'zod';
import { openaiError } from '../../surfaces/openai/faults.ts';
import { scaigridError } from '../../surfaces/scaigrid/faults.ts';
import { exampleFault } from './example-faults.ts';
import { OPERATIONS, type Operation } from './operations.ts';

type Json = Record<string, unknown>;

const EXAMPLE_REQUEST_ID = 'req_01a1fb880379720ebdf90983eeec3727';

/**
 * The API as an OpenAPI 3.1 document. Requests come from the very schemas that validate them, errors from the very tables that
 * answer them. `url` is the address under which callers reach the API, `errorsUrl` that of the documentation's page about errors.
 */
export function openapiDocument(url: string, errorsUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const { method, path, aliases = [] } = operation;
    for (const [index, address] of [path, ...aliases].entries()) {
      paths[address] = { ...paths[address], [method]: describe(operation, address, index, errorsUrl) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gridsky API',
      version: '1',
      description:
        'Embeddings: OpenAI-compatible, multilingual, on your own machine. Errors come in the dialect of the route.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    security: [{ bearer: [] }, { apiKey: [] }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API key: sk-live-… or sk-test-…' },
        apiKey: { type: 'apiKey', in: 'header', name: 'api-key', description: "The same, as Azure's clients send it." },
      },
    },
  };
}

function describe(operation: Operation, address: string, alias: number, errorsUrl: string): Json {
  const { id, tag, summary, description, body, query, secured } = operation;
  return {
    operationId: alias === 0 ? id : `${id}Alias${alias}`,
    tags: [tag],
    summary: alias === 0 ? summary : `${summary} (${address.startsWith('/openai/') ? "Azure's address" : 'alias'})`,
    ...(description ? { description } : {}),
    ...(secured === false ? { security: [] } : {}),
    parameters: [
      ...pathParameters(address),
      ...(query ? queryParameters(query) : []),
      ...(body && operation.repeatable !== false ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(body.schema, 'input'), example: body.example } },
          },
        }
      : {}),
    ...(operation.bytes
      ? {
          requestBody: {
            required: true,
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    responses: { 200: answer(operation), ...errors(operation, errorsUrl) },
  };
}

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat of the same request under the same key within 24 h is answered, but not charged again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

function answer({ answer: schema, otherTypes = [] }: Operation): Json {
  const content: Json = { 'application/json': { schema: schemaOf(schema, 'output') } };
  for (const type of otherTypes) content[type] = { schema: { type: 'string' } };
  return { description: 'The answer.', headers: { 'x-request-id': REQUEST_ID }, content };
}

const REQUEST_ID = {
  description: 'Id of the request and of its usage row.',
  schema: { type: 'string', pattern: '^req_[0-9a-f]{32}$' },
};

/** The faults of an operation by status, each as an example. */
function errors({ faults, dialect }: Operation, errorsUrl: string): Record<string, Json> {
  const answers: Record<string, Json> = {};
  for (const code of faults) {
    const { status, headers, body } = errorOf(exampleFault(code), dialect, errorsUrl);
    const { content } = (answers[status] ?? {}) as { content?: { 'application/json': { examples: Json } } };
    const examples = { ...content?.['application/json'].examples, [code]: { value: body } };
    const retry = Object.fromEntries(Object.keys(headers).map((name) => [name, { schema: { type: 'string' } }]));
    answers[status] = {
      description: REASONS[status] ?? 'The request is refused.',
      headers: { 'x-request-id': REQUEST_ID, ...((answers[status]?.headers as Json) ?? {}), ...retry },
      content: { 'application/json': { schema: dialect === 'scaigrid' ? SCAIGRID_ERROR : OPENAI_ERROR, examples } },
    };
  }
  return answers;
}

function errorOf(fault: Fault, dialect: Operation['dialect'], errorsUrl: string) {
  return dialect === 'scaigrid' ? scaigridError(fault, EXAMPLE_REQUEST_ID, errorsUrl) : openaiError(fault, errorsUrl);
}

const REASONS: Record<number, string> = {
  400: 'The request is not right: `param` names the field.',
  401: 'The key is missing, wrong or may not be used.',
  403: 'The key or the plan does not allow it.',
  404: 'No such model for this key.',
  409: 'It contradicts what is there.',
  408: 'The body did not arrive in time.',
  413: 'The body is too large.',
  415: 'The body is no JSON, or encoded in a way that is not read.',
  422: 'The request is not right: `details` names the field.',
  429: 'A limit is reached, or the credit is used up.',
  500: 'Something failed on our side.',
  502: 'The provider of the model failed.',
  503: 'No capacity at the moment, or shutting down.',
  504: 'The provider of the model did not answer in time.',
};

const OPENAI_ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'param', 'code'],
      properties: {
        message: { type: 'string' },
        type: { type: 'string' },
        param: { type: ['string', 'null'] },
        code: { type: ['string', 'null'] },
      },
    },
  },
};

const SCAIGRID_ERROR = {
  type: 'object',
  required: ['status', 'error', 'meta'],
  properties: {
    status: { const: 'error' },
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        retry_after: { type: 'integer', description: 'Seconds.' },
        details: {
          type: 'array',
          items: {
            type: 'object',
            required: ['field', 'message'],
            properties: { field: { type: 'string' }, message: { type: 'string' } },
          },
        },
      },
    },
    meta: { type: 'object', required: ['request_id'], properties: { request_id: { type: 'string' } } },
  },
};

function pathParameters(address: string): Json[] {
  return [...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description ? { description } : {}),
    schema,
  }));
}

/** The JSON Schema (2020-12, which is OpenAPI 3.1's) of a zod schema. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
