import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { encode } from 'gpt-tokenizer/encoding/cl100k_base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform } from '../test-platform.ts';

let platform: TestPlatform;
let secret: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  ({ secret } = await platform.tenant('enterprise'));
});
afterAll(() => platform?.stop());

const V1 = 'plugsky-embed-v1';
const DIALECTS = ['/v1/embeddings', '/v1/inference/embed'];
const send = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(platform.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
const vectorsOf = async (answer: Response) => {
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { data: unknown };
  const data = 'data' in Object(body.data) ? (body.data as { data: unknown }).data : body.data;
  return (data as { embedding: number[] | string }[]).map(({ embedding }) =>
    typeof embedding === 'string'
      ? Array.from(new Float32Array(Uint8Array.from(Buffer.from(embedding, 'base64')).buffer))
      : embedding.map(Math.fround),
  );
};
const embed = async (input: unknown, more: object = {}, path = '/v1/embeddings') =>
  vectorsOf(await post(platform.url + path, secret, { model: V1, input, ...more }));

describe.each([V1, 'plugsky-embed-large'])('the vectors of %s', (model) => {
  it('are the same float32, bit by bit, as floats, as base64 and in both dialects', async () => {
    const input = ['alpha', 'βήτα γάμμα', '東京タワー', '👩‍🚀', 'x'.repeat(2_000)];
    const floats = await embed(input, { model, encoding_format: 'float' });
    expect(await embed(input, { model, encoding_format: 'base64' })).toEqual(floats);
    expect(await embed(input, { model }, '/v1/inference/embed')).toEqual(floats);
    expect(await embed(input, { model })).toEqual(floats);
  });

  it('are of unit length and the width asked for, at every width it offers', async () => {
    const answer = await fetch(`${platform.url}/v1/models/${model}`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    const { allowed_dimensions: widths } = (await answer.json()) as { allowed_dimensions: number[] };
    expect(widths.length).toBeGreaterThan(1);
    for (const dimensions of widths) {
      const [vector = []] = await embed('some text', { model, dimensions });
      expect(vector).toHaveLength(dimensions);
      expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    }
  });

  it('are those of the text alone, whatever its neighbours, within 1e-5', async () => {
    const texts = Array.from({ length: 64 }, (_, index) => `text ${index} ${'with more words '.repeat(index % 23)}`);
    const together = await embed(texts, { model });
    for (const index of [0, 5, 22, 23, 63]) {
      const [alone = []] = await embed(texts[index], { model });
      const apart = Math.max(...alone.map((value, at) => Math.abs(value - (together[index]?.[at] ?? Number.NaN))));
      expect(apart).toBeLessThan(1e-5);
    }
  });
});

describe('the four shapes of input', () => {
  const texts = ['hello world', 'naïve café', '東京タワー 👩‍🚀'];
  const ids = texts.map((text) => encode(text));

  it('are one text, texts, ids and lists of ids, and mean the same', async () => {
    const expected = await embed(texts);
    expect(await embed(ids)).toEqual(expected);
    for (const [index, text] of texts.entries()) {
      expect(await embed(text)).toEqual([expected[index]]);
      expect(await embed(ids[index])).toEqual([expected[index]]);
    }
  });

  it('come from LangChain as lists of ids with base64', async () => {
    const body = { encoding_format: 'base64', user: 'someone' };
    expect(await embed(ids, body)).toEqual(await embed(texts));
  });

  it.each([
    ['an id out of range', [100_277]],
    ['an id far out of range', [[15_339], [4_294_967_296]]],
    ['a negative id', [-1]],
    ['a fraction', [1.5]],
    ['an empty list of ids', [[1], []]],
    ['ids and texts mixed', [1, 'a']],
    ['texts and null', ['a', null]],
    ['true', true],
    ['a number', 7],
    ['nested too deep', [[['a']]]],
    ['2,049 lists of ids', Array(2_049).fill([15_339])],
  ])('and not %s: a 400 that names input', async (_name, input) => {
    const answer = await post(`${platform.url}/v1/embeddings`, secret, { model: V1, input });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: 'invalid_request_error', param: 'input' } });
  });

  it('take 2,048 at once, and a space', async () => {
    expect(await embed(Array(2_048).fill('a'), { dimensions: 384 })).toHaveLength(2_048);
    expect(await embed(' ')).toHaveLength(1);
  });
});

describe("Azure's address", () => {
  const path = `/openai/deployments/${V1}/embeddings?api-version=2024-10-21`;

  it('names the model; the key comes as api-key', async () => {
    const answer = await fetch(platform.url + path, {
      method: 'POST',
      headers: { 'api-key': secret, 'content-type': 'application/json' },
      body: JSON.stringify({ input: 'hello' }),
    });
    expect(await vectorsOf(answer)).toEqual(await embed('hello'));
  });

  it('wins over a model in the body, and an unknown deployment is a 404', async () => {
    expect((await post(platform.url + path, secret, { model: 'nothing', input: 'x' })).status).toBe(200);
    const unknown = path.replace(V1, 'nothing');
    expect((await post(platform.url + unknown, secret, { input: 'x' })).status).toBe(404);
  });
});

describe.each(DIALECTS)('a hostile body on %s', (path) => {
  const invalid = path === '/v1/embeddings' ? 400 : 422;

  it.each([
    ['deep nesting', `{"model":"${V1}","input":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['trailing garbage', `{"model":"${V1}","input":"a"} x`],
    ['two objects', `{"model":"${V1}","input":"a"}{}`],
    ['single quotes', `{'model':'${V1}','input':'a'}`],
    ['a comment', `{"model":"${V1}",/* */"input":"a"}`],
    ['NaN', `{"model":"${V1}","input":NaN}`],
    ['a huge number as input', `{"model":"${V1}","input":1e400}`],
    ['huge dimensions', `{"model":"${V1}","input":"a","dimensions":1e400}`],
    ['fractional dimensions', `{"model":"${V1}","input":"a","dimensions":512.5}`],
    ['negative dimensions', `{"model":"${V1}","input":"a","dimensions":-512}`],
    ['a model that is an object', `{"model":{"$ne":null},"input":"a"}`],
    ['an empty model', `{"model":"","input":"a"}`],
    ['an input with a length but no items', `{"model":"${V1}","input":{"length":3}}`],
    ['a raw line break in a string', `{"model":"${V1}","input":"a\nb"}`],
    ['an unpaired bracket', `{"model":"${V1}","input":["a"}`],
    ['a number', '17'],
    ['a string', '"text"'],
    ['nothing', ''],
  ])('%s is refused with a sentence', async (_name, body) => {
    const answer = await send(path, body);
    expect(answer.status).toBe(invalid);
    const { error } = (await answer.json()) as { error: { message: string } };
    expect(error.message).toMatch(/^[A-Z`].*\. See \S+#invalid$/s);
  });

  it.each([
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from(`{"model":"${V1}","input":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    ],
    ['UTF-16', Buffer.from(`{"model":"${V1}","input":"a"}`, 'utf16le')],
  ])('%s is refused', async (_name, body) => {
    expect((await send(path, body)).status).toBe(invalid);
  });

  it.each([
    ['a byte order mark', `\ufeff{"model":"${V1}","input":"a"}`],
    ['unknown fields', `{"model":"${V1}","input":"a","colour":"blue","n":1}`],
    [
      '__proto__ and constructor',
      `{"model":"${V1}","input":"a","__proto__":{"admin":true},"constructor":{"prototype":{}}}`,
    ],
    ['the same field twice, the last one counts', `{"model":"x","input":"","model":"${V1}","input":"a"}`],
    ['null for what may be left out', `{"model":"${V1}","input":"a","dimensions":null,"input_type":null}`],
    ['white space around', ` \n\t{"model":"${V1}","input":"a"}\r\n `],
  ])('%s is taken', async (_name, body) => {
    expect(await vectorsOf(await send(path, body))).toEqual(await embed('a'));
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  it.each([
    ['NUL', 'a\0b'],
    ['control characters', '\u0001\u001f\u007f\u0085'],
    ['a lone surrogate', 'a\ud800b'],
    ['right-to-left overrides', 'a\u202eb'],
    ['only a line break', '\n'],
    ['a non-character', '\uffff'],
  ])('a text with %s is embedded', async (_name, input) => {
    const [vector = []] = await embed(input, {}, path);
    expect(vector).toHaveLength(1_536);
    expect(vector.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800'],
    ['100,000 letters', 'm'.repeat(100_000)],
    ['SQL', "'; DROP TABLE usage_event; --"],
    ['a path', '../../../etc/passwd'],
    ['a script', '<script>alert(1)</script>'],
  ])(
    'a model named by %s is a 404, has its row, and disturbs no neighbour in the same commit',
    async (_name, model) => {
      const tenant = await platform.tenant('scale');
      const [refused, ...neighbours] = await Promise.all([
        post(platform.url + path, tenant.secret, { model, input: 'x' }),
        ...Array.from({ length: 8 }, () => post(platform.url + path, secret, { model: V1, input: 'x' })),
      ]);
      expect(refused?.status).toBe(404);
      expect(neighbours.map(({ status }) => status)).toEqual(Array(8).fill(200));
      await expect
        .poll(() => platform.query('SELECT status FROM usage_event WHERE tenant_id = $1', [tenant.id]))
        .toEqual([{ status: 404 }]);
    },
  );
});

describe('the content type', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON;charset="UTF-8"',
    'application/vnd.api+json',
  ])('%s is JSON', async (type) => {
    expect((await send('/v1/embeddings', `{"model":"${V1}","input":"a"}`, { 'content-type': type })).status).toBe(200);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'json',
    'application/jsonp',
  ])('%s is a 415', async (type) => {
    expect((await send('/v1/embeddings', `{"model":"${V1}","input":"a"}`, { 'content-type': type })).status).toBe(415);
  });
});

describe('a compressed body', () => {
  const body = JSON.stringify({ model: V1, input: 'the same text' });

  it.each([
    ['gzip', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['GZIP', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['identity', Buffer.from(body)],
  ])('as %s is read', async (encoding, bytes) => {
    const answer = await send('/v1/embeddings', bytes, { 'content-encoding': encoding });
    expect(await vectorsOf(answer)).toEqual(await embed('the same text'));
  });

  it.each([
    ['of another encoding is a 415', 'zstd', Buffer.from(body), 415],
    ['of two encodings is a 415', 'gzip, br', gzipSync(body), 415],
    ['that is not what it says is a 400', 'gzip', Buffer.from(body), 400],
    ['that is cut short is a 400', 'gzip', gzipSync(body).subarray(0, -10), 400],
    ['that inflates to 17 MB is a 413', 'gzip', gzipSync(`{"input":"${'x'.repeat(17 * 1024 * 1024)}"}`), 413],
    ['that inflates to 200 MB is a 413', 'gzip', gzipSync(Buffer.alloc(200 * 1024 ** 2), { level: 1 }), 413],
  ])('%s', async (_name, encoding, bytes, status) => {
    expect((await send('/v1/embeddings', bytes, { 'content-encoding': encoding })).status).toBe(status);
  });
});
