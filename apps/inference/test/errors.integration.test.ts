import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;
let secret: string;
let starter: string;
let readOnly: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ secret } = await platform.tenant('scale'));
  ({ secret: starter } = await platform.tenant('starter'));
  ({ secret: readOnly } = await platform.tenant('scale', { scope: 'read' }));
});
afterAll(() => platform?.stop());

const V1 = 'plugsky-embed-v1';
const damaged = (key: string) => `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;

type Case = {
  name: string;
  key?: () => string | null;
  body?: unknown;
  headers?: Record<string, string>;
  openai: { status: number; type: string; code: string | null; param?: string };
  scaigrid: { status: number; code: string };
};

const INVALID = 'invalid_request_error';
const bad = (name: string, body: unknown, param?: string): Case => ({
  name,
  body,
  openai: { status: 400, type: INVALID, code: null, ...(param ? { param } : {}) },
  scaigrid: { status: 422, code: 'VALIDATION_ERROR' },
});

const CASES: Case[] = [
  {
    name: 'no key',
    key: () => null,
    openai: { status: 401, type: INVALID, code: null },
    scaigrid: { status: 401, code: 'AUTH_TOKEN_MISSING' },
  },
  {
    name: 'a foreign key',
    key: () => 'sk-proj-1234567890abcdef1234567890',
    openai: { status: 401, type: INVALID, code: 'invalid_api_key' },
    scaigrid: { status: 401, code: 'AUTH_TOKEN_INVALID' },
  },
  {
    name: 'a mistyped key',
    key: () => damaged(secret),
    openai: { status: 401, type: INVALID, code: 'invalid_api_key' },
    scaigrid: { status: 401, code: 'AUTH_TOKEN_INVALID' },
  },
  {
    name: 'a key that may only read',
    key: () => readOnly,
    openai: { status: 403, type: INVALID, code: 'insufficient_permissions' },
    scaigrid: { status: 403, code: 'AUTH_INSUFFICIENT_SCOPE' },
  },
  {
    name: 'an unknown model',
    body: { model: 'nothing', input: 'x' },
    openai: { status: 404, type: INVALID, code: 'model_not_found', param: 'model' },
    scaigrid: { status: 404, code: 'MODEL_NOT_FOUND' },
  },
  {
    name: 'a model that the plan leaves out',
    key: () => starter,
    body: { model: 'plugsky-embed-large', input: 'x' },
    openai: { status: 403, type: INVALID, code: 'model_not_in_plan', param: 'model' },
    scaigrid: { status: 403, code: 'MODEL_ACCESS_DENIED' },
  },
  {
    name: 'an input longer than the model takes',
    body: { model: V1, input: ['fine', 'word '.repeat(9_000)] },
    openai: { status: 400, type: INVALID, code: 'context_length_exceeded', param: 'input' },
    scaigrid: { status: 422, code: 'VALIDATION_ERROR' },
  },
  {
    name: 'a body that is too large',
    body: { model: V1, input: 'x'.repeat(17 * 1024 * 1024) },
    openai: { status: 413, type: INVALID, code: 'request_too_large' },
    scaigrid: { status: 413, code: 'VALIDATION_ERROR' },
  },
  {
    name: 'another content type',
    headers: { 'content-type': 'text/plain' },
    openai: { status: 415, type: INVALID, code: 'unsupported_media_type' },
    scaigrid: { status: 415, code: 'VALIDATION_ERROR' },
  },
  bad('an empty string', { model: V1, input: '' }, 'input'),
  bad('an empty string in an array', { model: V1, input: ['a', ''] }, 'input'),
  bad('an empty array', { model: V1, input: [] }, 'input'),
  bad('2,049 inputs', { model: V1, input: Array.from({ length: 2_049 }, () => 'a') }, 'input'),
  bad('an object as input', { model: V1, input: { text: 'a' } }, 'input'),
  bad('no input', { model: V1 }, 'input'),
  bad('no model', { input: 'a' }, 'model'),
  bad('dimensions that are not offered', { model: V1, input: 'a', dimensions: 100 }, 'dimensions'),
  bad('dimensions of 0', { model: V1, input: 'a', dimensions: 0 }, 'dimensions'),
  bad('dimensions as text', { model: V1, input: 'a', dimensions: '512' }, 'dimensions'),
  bad('an unknown input_type', { model: V1, input: 'a', input_type: 'poem' }, 'input_type'),
  bad('broken JSON', '{"model":'),
  bad('an array as body', '[]'),
  bad('null as body', 'null'),
  bad('an empty body', ' '),
];

describe.each(CASES)('$name', ({ key, body, headers, openai, scaigrid }) => {
  const send = (path: string) =>
    post(`${platform.url}${path}`, key ? key() : secret, body ?? { model: V1, input: 'x' }, headers);

  it(`is a ${openai.status} in OpenAI's dialect`, async () => {
    const answer = await send('/v1/embeddings');
    expect(answer.status).toBe(openai.status);
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'param', 'type']);
    expect(error).toMatchObject({
      type: openai.type,
      code: openai.code,
      ...(openai.param ? { param: openai.param } : {}),
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/);
    expect(answer.headers.get('openai-version')).toBe('2020-10-01');
    expect(answer.headers.get('openai-processing-ms')).toMatch(/^\d+$/);
    // Limits are those of a key: nobody without one has any.
    const rate = ['limit', 'remaining', 'reset'].flatMap((figure) =>
      ['requests', 'tokens'].map((kind) => answer.headers.get(`x-ratelimit-${figure}-${kind}`)),
    );
    expect(rate).toEqual(
      openai.status === 401
        ? Array(6).fill(null)
        : [
            ...Array(4).fill(expect.stringMatching(/^\d+$/)),
            ...Array(2).fill(expect.stringMatching(/^\d+(ms|s|m\d+s)$/)),
          ],
    );
  });

  it(`is a ${scaigrid.status} in ScaiGrid's dialect`, async () => {
    const answer = await send('/v1/inference/embed');
    expect(answer.status).toBe(scaigrid.status);
    const envelope = (await answer.json()) as {
      status: string;
      error: { code: string; details?: unknown[] };
      meta: { request_id: string };
    };
    expect(envelope.status).toBe('error');
    expect(envelope.error.code).toBe(scaigrid.code);
    expect(envelope.meta.request_id).toBe(answer.headers.get('x-request-id'));
    if (scaigrid.status === 422) expect(envelope.error.details).toHaveLength(1);
    const rate = ['limit', 'remaining', 'reset'].map((figure) => answer.headers.get(`x-scaigrid-ratelimit-${figure}`));
    expect(rate).toEqual(Array(3).fill(scaigrid.status === 401 ? null : expect.stringMatching(/^\d+$/)));
  });
});

describe('what an error shows', () => {
  it('of a key is at most its first 8 and last 4 characters', async () => {
    const text = await (await post(`${platform.url}/v1/embeddings`, damaged(secret), {})).text();
    expect(text).toContain('sk-live-***');
    expect(text).not.toContain(secret.slice(8, 14));
  });

  it('of a request for a wrong method or address is a 405 or 404 with JSON', async () => {
    const wrongMethod = await fetch(`${platform.url}/v1/embeddings`);
    expect([wrongMethod.status, ((await wrongMethod.json()) as { error: { code: string } }).error.code]).toEqual([
      405,
      'method_not_allowed',
    ]);
    const wrongPath = await fetch(`${platform.url}/v1/completions`);
    expect([wrongPath.status, ((await wrongPath.json()) as { error: { code: string } }).error.code]).toEqual([
      404,
      'unknown_url',
    ]);
  });

  it('a refusal before the limits are asked uses none of them up, and looking at models neither', async () => {
    const { secret: fresh } = await platform.tenant('scale');
    const remaining = async (answer: Response) => {
      await answer.arrayBuffer();
      return (
        answer.headers.get('x-ratelimit-remaining-requests') ?? answer.headers.get('x-scaigrid-ratelimit-remaining')
      );
    };
    const models = (query: string) =>
      fetch(`${platform.url}/v1/models${query}`, { headers: { authorization: `Bearer ${fresh}` } });
    const before = await remaining(await models(''));
    expect(await remaining(await post(`${platform.url}/v1/embeddings`, fresh, { model: 'nothing', input: 'x' }))).toBe(
      before,
    );
    expect(await remaining(await models('?modality=embedding'))).toBe(before);
    expect(await remaining(await post(`${platform.url}/v1/embeddings`, fresh, { model: V1, input: 'x' }))).toBe(
      String(Number(before) - 1),
    );
  });

  it('of unknown fields is nothing: they are ignored', async () => {
    const answer = await post(`${platform.url}/v1/embeddings`, secret, {
      model: V1,
      input: 'x',
      user: 'u',
      colour: 'blue',
    });
    expect(answer.status).toBe(200);
  });
});
