import type { ProviderName } from '@gridsky/api/domain';
import { describe, expect, it } from 'vitest';
import { providers } from './index.ts';
import type { Endpoint, ProviderCall } from './provider.ts';

const SECRET = 'the-secret-of-the-provider';
const endpoint = (change: Partial<Endpoint> = {}): Endpoint => ({
  baseUrl: 'https://provider.example',
  secret: SECRET,
  model: 'the-model',
  dimensions: 3,
  custom: null,
  ...change,
});
const call: ProviderCall = { texts: ['one', 'two'], inputType: 'query', dimensions: 3 };
const wire = {
  template: {
    q: '{{texts}}',
    m: '{{model}}',
    kind: '{{input_type}}',
    opts: [{ dim: '{{dimensions}}' }],
    s: 'a {{model}}',
  },
  vectorsPath: 'out[].v',
  tokensPath: 'n',
};

/** The requests as each provider's reference has them. */
const REQUESTS: Record<ProviderName, { path: string; header: [string, string]; body: object; narrow: object }> = {
  openai: {
    path: '/embeddings',
    header: ['authorization', `Bearer ${SECRET}`],
    body: { model: 'the-model', input: ['one', 'two'], encoding_format: 'base64' },
    narrow: { dimensions: 2 },
  },
  azure: {
    path: '/openai/deployments/the-model/embeddings?api-version=2024-10-21',
    header: ['api-key', SECRET],
    body: { input: ['one', 'two'], encoding_format: 'base64' },
    narrow: { dimensions: 2 },
  },
  cohere: {
    path: '/v2/embed',
    header: ['authorization', `Bearer ${SECRET}`],
    body: {
      model: 'the-model',
      texts: ['one', 'two'],
      input_type: 'search_query',
      embedding_types: ['float'],
      truncate: 'NONE',
    },
    narrow: { output_dimension: 2 },
  },
  voyage: {
    path: '/v1/embeddings',
    header: ['authorization', `Bearer ${SECRET}`],
    body: {
      model: 'the-model',
      input: ['one', 'two'],
      input_type: 'query',
      truncation: false,
      encoding_format: 'base64',
    },
    narrow: { output_dimension: 2 },
  },
  mistral: {
    path: '/v1/embeddings',
    header: ['authorization', `Bearer ${SECRET}`],
    body: { model: 'the-model', input: ['one', 'two'], encoding_format: 'float' },
    narrow: { output_dimension: 2 },
  },
  google: {
    path: '/v1beta/models/the-model:batchEmbedContents',
    header: ['x-goog-api-key', SECRET],
    body: {
      requests: ['one', 'two'].map((text) => ({
        model: 'models/the-model',
        taskType: 'RETRIEVAL_QUERY',
        content: { parts: [{ text }] },
      })),
    },
    narrow: {
      requests: ['one', 'two'].map((text) => ({
        model: 'models/the-model',
        taskType: 'RETRIEVAL_QUERY',
        outputDimensionality: 2,
        content: { parts: [{ text }] },
      })),
    },
  },
  tei: {
    path: '/embed',
    header: ['authorization', `Bearer ${SECRET}`],
    body: { inputs: ['one', 'two'], normalize: true, truncate: false },
    narrow: {},
  },
  custom: {
    path: '',
    header: ['authorization', `Bearer ${SECRET}`],
    body: { q: ['one', 'two'], m: 'the-model', kind: 'query', opts: [{ dim: 3 }], s: 'a {{model}}' },
    narrow: { opts: [{ dim: 2 }] },
  },
};

describe.each(Object.entries(REQUESTS))('%s', (kind, { path, header: [name, value], body, narrow }) => {
  const provider = providers[kind as ProviderName];
  const target = endpoint(kind === 'custom' ? { custom: wire } : {});

  it('is asked as its reference says, and for a width only where it is not the full one', () => {
    const request = provider.request(target, call);
    expect(request.url).toBe(`https://provider.example${path}`);
    expect(request.headers).toMatchObject({ [name]: value, 'content-type': 'application/json' });
    expect(JSON.parse(request.body)).toEqual(body);
    expect(JSON.parse(provider.request(target, { ...call, dimensions: 2 }).body)).toEqual({ ...body, ...narrow });
  });

  it('is asked without a key where there is none', () => {
    const { headers } = provider.request({ ...target, secret: null }, call);
    expect(Object.keys(headers).sort()).toEqual(['accept', 'content-type']);
  });

  it('has a text of the caller only as a value', () => {
    const texts = ['{{model}}', '"}],"model":"other"', '\u0000\ud800'];
    const request = provider.request(target, { ...call, texts });
    expect(JSON.stringify(JSON.parse(request.body))).toContain(JSON.stringify(texts[1]).slice(1, -1));
    expect(JSON.parse(request.body)).not.toHaveProperty('other');
  });

  it.each([
    null,
    7,
    'text',
    [],
    {},
    { data: {} },
    { data: [{ index: 9, embedding: [1] }] },
    { embeddings: { float: 1 } },
  ])('an answer of another shape is unusable, or has no vectors: %j', (odd) => {
    let vectors: unknown[] = [];
    try {
      vectors = [...provider.answer(odd, target).vectors];
    } catch (error) {
      expect(error).toHaveProperty('name', 'AnswerUnusable');
    }
    expect(vectors.filter((vector) => vector !== undefined)).toEqual([]);
  });
});

const base64 = (...numbers: number[]) => Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
const openaiBody = (usage: object) => ({
  object: 'list',
  data: [
    { object: 'embedding', index: 1, embedding: [0, 1, 0] },
    { object: 'embedding', index: 0, embedding: base64(1, 0, 0.5) },
  ],
  usage,
});

it.each<[ProviderName, unknown, number | null]>([
  ['openai', openaiBody({ prompt_tokens: 7, total_tokens: 7 }), 7],
  ['azure', openaiBody({ prompt_tokens: 7, total_tokens: 7 }), 7],
  ['voyage', openaiBody({ total_tokens: 6 }), 6],
  ['mistral', openaiBody({ prompt_tokens: 5, total_tokens: 5, completion_tokens: 0 }), 5],
  [
    'cohere',
    {
      id: 'x',
      embeddings: {
        float: [
          [1, 0, 0.5],
          [0, 1, 0],
        ],
      },
      meta: { billed_units: { input_tokens: 4 } },
    },
    4,
  ],
  ['google', { embeddings: [{ values: [1, 0, 0.5] }, { values: [0, 1, 0] }] }, null],
  [
    'tei',
    [
      [1, 0, 0.5],
      [0, 1, 0],
    ],
    null,
  ],
  ['custom', { out: [{ v: [1, 0, 0.5] }, { v: [0, 1, 0] }], n: 3 }, 3],
])('%s: vectors in the order of the texts, tokens where they are told', (kind, body, tokens) => {
  const answer = providers[kind].answer(body, endpoint(kind === 'custom' ? { custom: wire } : {}));
  expect(answer.vectors.map((vector) => [...Array.from(vector ?? [])])).toEqual([
    [1, 0, 0.5],
    [0, 1, 0],
  ]);
  expect(answer.tokens).toBe(tokens);
});

it.each([
  ['vectors', { vectors: [[1, 0]] }],
  ['', [[1, 0]]],
  ['a.b[]', { a: { b: [[1, 0]] } }],
  ['[].e', [{ e: [1, 0] }]],
])('a custom answer is read at the path "%s"', (vectorsPath, body) => {
  const target = endpoint({ custom: { template: {}, vectorsPath, tokensPath: null } });
  expect(providers.custom.answer(body, target)).toEqual({ vectors: [[1, 0]], tokens: null });
});

const NOW = Date.parse('2026-11-21T10:00:00Z');
it.each<[ProviderName, number, Record<string, string>, unknown, string, number | null]>([
  [
    'openai',
    401,
    {},
    { error: { message: 'Incorrect API key', type: 'invalid_request_error', code: 'invalid_api_key' } },
    'unauthorized',
    null,
  ],
  [
    'openai',
    429,
    { 'retry-after': '2' },
    { error: { message: 'Slow down', code: 'rate_limit_exceeded' } },
    'rate_limited',
    2_000,
  ],
  ['openai', 429, { 'retry-after': '2' }, { error: { message: 'Pay', code: 'insufficient_quota' } }, 'quota', null],
  ['openai', 429, { 'retry-after-ms': '1500', 'retry-after': '9' }, {}, 'rate_limited', 1_500],
  ['openai', 500, {}, undefined, 'unavailable', null],
  ['openai', 302, {}, undefined, 'unavailable', null],
  ['azure', 404, {}, { error: { code: 'DeploymentNotFound', message: 'No deployment' } }, 'not_found', null],
  ['cohere', 429, { 'x-ratelimit-reset': `${NOW / 1_000 + 30}` }, { message: 'limit' }, 'rate_limited', 30_000],
  ['cohere', 498, {}, { message: 'invalid token' }, 'unauthorized', null],
  ['cohere', 422, {}, { message: 'too long' }, 'invalid', null],
  ['voyage', 400, {}, { detail: 'too many texts' }, 'invalid', null],
  ['mistral', 422, {}, { object: 'error', message: { detail: [{ msg: 'bad' }] }, code: null }, 'invalid', null],
  ['mistral', 503, { 'retry-after': 'Sat, 21 Nov 2026 10:00:10 GMT' }, {}, 'unavailable', 10_000],
  [
    'google',
    400,
    {},
    { error: { code: 400, message: 'API key not valid.', details: [{ reason: 'API_KEY_INVALID' }] } },
    'unauthorized',
    null,
  ],
  ['google', 429, {}, { error: { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' } }, 'rate_limited', null],
  ['tei', 413, {}, { error: 'batch size 40 > maximum 32', error_type: 'Validation' }, 'invalid', null],
  ['tei', 424, {}, { error: 'inference failed', error_type: 'Backend' }, 'unavailable', null],
  ['custom', 402, {}, { error: 'pay' }, 'quota', null],
])('%s: %i %j is told apart', (kind, status, headers, body, reason, retryAfterMs) => {
  const refusal = providers[kind].refusal(status, headers, body, NOW);
  expect(refusal).toMatchObject({ reason, retryAfterMs });
  expect(refusal.detail).not.toBe('');
});
