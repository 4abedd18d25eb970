import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform } from '../test-platform.ts';

let platform: TestPlatform;
let secret: string;

beforeAll(async () => {
  platform = await startTestPlatform({ COMPRESS_FLOATS: 'true' });
  ({ secret } = await platform.tenant('enterprise'));
});
afterAll(() => platform?.stop());

const ask = (accepts: string, more: object = {}, path = '/v1/embeddings') =>
  post(
    platform.url + path,
    secret,
    { model: 'plugsky-embed-v1', input: 'text', ...more },
    { 'accept-encoding': accepts },
  );

it.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1, br;q=0', 'gzip'],
  ['identity', null],
  ['deflate', null],
])('with COMPRESS_FLOATS a client that takes %s gets %s, and the same answer', async (accepts, encoding) => {
  const plain = await (await ask('identity')).json();
  for (const path of ['/v1/embeddings', '/v1/inference/embed']) {
    const answer = await ask(accepts, {}, path);
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, encoding]);
    expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
    const body = await answer.json();
    if (path === '/v1/embeddings') expect(body).toEqual(plain);
  }
});

it('an answer of many slices comes whole', async () => {
  const input = Array.from({ length: 100 }, (_, index) => `text ${index}`);
  const [plain, packed] = await Promise.all([ask('identity', { input }), ask('br', { input })]);
  expect(packed.headers.get('content-encoding')).toBe('br');
  expect(await packed.json()).toEqual(await plain.json());
});

it('base64 is never compressed', async () => {
  const answer = await ask('br, gzip', { encoding_format: 'base64' });
  expect(answer.headers.get('content-encoding')).toBeNull();
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(8_000);
});
