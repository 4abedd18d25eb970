import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../test-platform.ts';

const PAGE = 'https://pages.example.com';
let platform: TestPlatform;
let secret: string;

beforeAll(async () => {
  platform = await startTestPlatform({ CORS_ORIGINS: `${PAGE}, http://localhost:5173` });
  ({ secret } = await platform.tenant('scale'));
});
afterAll(() => platform?.stop());

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(platform.url + path, { method, headers: { authorization: `Bearer ${secret}`, ...headers } });

const POSTS = [
  '/v1/embeddings',
  '/oai/v1/embeddings',
  '/v1/inference/embed',
  '/openai/deployments/plugsky-embed-v1/embeddings',
];
const GETS = ['/v1/models', '/oai/v1/models', '/v1/models/plugsky-embed-v1', '/v1/models/a%2Fb', '/healthz', '/readyz'];

describe.each(POSTS)('%s', (path) => {
  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('refuses %s with 405 and says what it takes', async (method) => {
    const answer = await ask(method, path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
    const text = await answer.text();
    if (method !== 'HEAD') expect(text).toContain('Use POST.');
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    // Refusals too are data: never guessed to be a page, never framed.
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('tells its methods to OPTIONS', async () => {
    const answer = await ask('OPTIONS', path);
    expect([answer.status, answer.headers.get('allow'), await answer.text()]).toEqual([204, 'OPTIONS, POST', '']);
  });
});

describe.each(GETS)('%s', (path) => {
  it('refuses POST with 405 and says what it takes', async () => {
    const answer = await ask('POST', path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('answers HEAD as GET, without a body', async () => {
    const [get, head] = [await ask('GET', path), await ask('HEAD', path)];
    expect(head.status).toBe(get.status);
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(await get.text())));
    expect(await head.text()).toBe('');
  });
});

describe.each(['/', '/v1', '/v1/', '/v2/embeddings', '/v1/embeddings/', '/v1/models/a/b', '//v1/models', '/V1/MODELS'])(
  'the unknown address %s',
  (path) => {
    it.each(['GET', 'POST', 'OPTIONS'])('is a 404 in JSON for %s', async (method) => {
      const answer = await ask(method, path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ error: { code: 'unknown_url', type: 'invalid_request_error' } });
      expect(answer.headers.get('allow')).toBeNull();
    });
  },
);

it.each(['/v1/models/%zz', '/v1/models/%', '/%00', '/v1/models/%c3%28'])(
  'the address %s is a 4xx in JSON',
  async (path) => {
    const answer = await ask('GET', path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
  },
);

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    ask('OPTIONS', '/v1/embeddings', {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    });

  it.each([PAGE, 'http://localhost:5173'])(
    'may call from %s, which is in CORS_ORIGINS, and read our headers',
    async (origin) => {
      const asked = await preflight(origin);
      expect(asked.status).toBe(204);
      expect(asked.headers.get('access-control-allow-origin')).toBe(origin);
      expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
      expect(asked.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
      const called = await ask('GET', '/v1/models', { origin });
      expect(called.headers.get('access-control-allow-origin')).toBe(origin);
      const exposed = called.headers.get('access-control-expose-headers') ?? '';
      for (const name of ['x-request-id', 'retry-after', 'x-ratelimit-remaining-tokens'])
        expect(exposed).toContain(name);
      expect(called.headers.get('access-control-allow-credentials')).toBeNull();
    },
  );

  it.each(['https://evil.example.com', 'https://pages.example.com.evil.example', 'null'])(
    'may not from %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      expect((await ask('GET', '/v1/models', { origin })).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('an error is readable, too', async () => {
    const answer = await fetch(`${platform.url}/v1/models`, { headers: { origin: PAGE } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, PAGE]);
  });
});
