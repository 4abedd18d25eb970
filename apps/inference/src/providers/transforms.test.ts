import { ENDPOINT_PROVIDERS } from '@gridsky/api/domain';
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

describe.each(ENDPOINT_PROVIDERS)('%s', (kind) => {
  const provider = providers[kind];
  const target = endpoint(kind === 'custom' ? { custom: wire } : {});

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
/** The golden files hold what each provider says; these are hints that any server may give. */
it.each<[Record<string, string>, number | null]>([
  [{}, null],
  [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 1_500],
  [{ 'retry-after-ms': '-1', 'retry-after': '9' }, 9_000],
  [{ 'retry-after': '-5' }, 0],
  [{ 'retry-after': '777600' }, 777_600_000],
  [{ 'retry-after': 'Sat, 21 Nov 2026 10:00:10 GMT' }, 10_000],
  [{ 'retry-after': 'Sat, 21 Nov 2020 10:00:10 GMT' }, 0],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': 'Infinity' }, null],
  [{ 'retry-after-ms': '1e999', 'retry-after': '3' }, 3_000],
  [{ 'x-ratelimit-reset': `${NOW / 1_000 + 30}` }, 30_000],
  [{ 'x-ratelimit-reset': '1' }, 0],
  [{ 'x-ratelimit-reset': 'never' }, null],
])('the hint %j is a wait of %s ms', (headers, wait) => {
  expect(providers.openai.refusal(429, headers, {}, NOW).retryAfterMs).toBe(wait);
  expect(providers.openai.refusal(503, headers, undefined, NOW).retryAfterMs).toBe(wait);
});

it('a redirect is a server that does not serve', () => {
  expect(providers.openai.refusal(302, { location: 'https://elsewhere.example' }, undefined, NOW).reason).toBe(
    'unavailable',
  );
});
