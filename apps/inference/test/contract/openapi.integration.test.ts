import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as answers from '../../src/server/openapi/answers.ts';
import { routesOf } from '../routes-of-server.ts';
import { post, startTestPlatform, type TestPlatform } from '../test-platform.ts';

type Document = {
  openapi: string;
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, Media> }>; operationId: string }>
  >;
};
type Media = { examples?: Record<string, { value: { error: { code: string | null } } }> };

let platform: TestPlatform;
let secret: string;
let document: Document;

beforeAll(async () => {
  platform = await startTestPlatform({ API_PUBLIC_URL: 'https://api.example.com' });
  ({ secret } = await platform.tenant('scale'));
  document = (await (await fetch(`${platform.url}/openapi.json`)).json()) as Document;
});
afterAll(() => platform?.stop());

const get = (path: string) => fetch(platform.url + path, { headers: { authorization: `Bearer ${secret}` } });

it('is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
  expect(result.errors ?? []).toEqual([]);
  expect([result.valid, document.openapi]).toEqual([true, '3.1.0']);
});

it('has every route of the server, and no other', () => {
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  const own = ['GET /openapi.json', 'GET /reference', 'GET /reference/scalar.js'];
  expect(documented.sort()).toEqual(
    routesOf(platform.server)
      .filter((route) => !own.includes(route))
      .sort(),
  );
});

it('names the public address, and each operation once', () => {
  expect(document).toMatchObject({ servers: [{ url: 'https://api.example.com' }] });
  const ids = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

it('has an example for every error status of every operation', () => {
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const { responses } of Object.values(operations)) {
      for (const [status, { content }] of Object.entries(responses)) {
        if (status === '200') continue;
        expect(Object.keys(content?.['application/json']?.examples ?? {}), `${path} ${status}`).not.toEqual([]);
      }
    }
  }
});

describe('real answers are as the document says', () => {
  const body = { model: 'plugsky-embed-v1', input: ['a', 'b'] };
  const expectFits = async (answer: Response, schema: { strict(): { parse(value: unknown): unknown } }) => {
    expect(answer.status).toBe(200);
    const value: unknown = await answer.json();
    expect(schema.strict().parse(value)).toEqual(value);
  };

  it('embeddings, in both encodings and dialects', async () => {
    const url = `${platform.url}/v1/embeddings`;
    await expectFits(await post(url, secret, body), answers.embeddingsAnswer);
    await expectFits(await post(url, secret, { ...body, encoding_format: 'base64' }), answers.embeddingsAnswer);
    await expectFits(await post(`${platform.url}/v1/inference/embed`, secret, body), answers.embedAnswer);
  });

  it('tokenize', async () => {
    await expectFits(await post(`${platform.url}/v1/tokenize`, secret, body), answers.tokenizeAnswer);
  });

  it('models', async () => {
    await expectFits(await get('/v1/models/plugsky-embed-v1'), answers.modelAnswer);
    await expectFits(await get('/v1/models?modality=embedding'), answers.scaigridModelsAnswer);
    const list: unknown = await (await get('/v1/models')).json();
    expect(answers.modelsAnswer.parse(list)).toEqual(list);
  });

  it('accounting', async () => {
    await expectFits(await get('/v1/accounting/usage'), answers.usageAnswer);
    for (const group of ['model', 'user', 'key']) {
      await expectFits(await get(`/v1/accounting/usage/summary?group_by=${group}`), answers.summaryAnswer);
    }
  });

  it('health', async () => {
    await expectFits(await get('/healthz'), answers.healthAnswer);
    await expectFits(await get('/readyz'), answers.readyAnswer);
  });
});

describe('the reference page', () => {
  it('speaks to this server alone', async () => {
    const page = await fetch(`${platform.url}/reference`);
    expect(page.headers.get('content-type')).toContain('text/html');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self' https://api.example.com;");
    expect(await page.text()).not.toMatch(/https?:\/\//);
  });

  it('is asked for again only when it has changed', async () => {
    const first = await fetch(`${platform.url}/reference/scalar.js`);
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect((await first.text()).length).toBeGreaterThan(1_000_000);
    const again = await fetch(`${platform.url}/reference/scalar.js`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});
