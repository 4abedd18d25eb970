import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPlatform, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;
let client: OpenAI;
let tenantId: string;

beforeAll(async () => {
  platform = await startTestPlatform();
  const tenant = await platform.tenant('scale');
  tenantId = tenant.id;
  client = new OpenAI({ apiKey: tenant.secret, baseURL: `${platform.url}/v1`, maxRetries: 0 });
});
afterAll(() => platform?.stop());

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? Number.NaN), 0);
const embed = async (
  model: string,
  input: string[],
  options: { dimensions?: number; encoding_format?: 'float' | 'base64' } = {},
) => (await client.embeddings.create({ model, input, ...options })).data.map(({ embedding }) => embedding);

describe.each([
  ['plugsky-embed-v1', 1536],
  ['plugsky-embed-large', 3072],
])('the OpenAI SDK with its defaults and %s', (model, dimensions) => {
  it(`gets ${dimensions} numbers of unit length`, async () => {
    const [vector = []] = await embed(model, ['The quick brown fox']);
    expect(vector).toHaveLength(dimensions);
    expect(dot(vector, vector)).toBeCloseTo(1, 5);
  });

  it('finds the same word of other languages nearer than another meaning', async () => {
    const words = await embed(model, ['dog', 'perro', '犬', 'كلب', 'invoice']);
    const invoice = words[4] ?? [];
    for (const one of words.slice(0, 4)) {
      for (const other of words.slice(0, 4)) expect(dot(one, other)).toBeGreaterThan(dot(one, invoice));
    }
  });

  it('reads the same float32 from float and from base64', async () => {
    const texts = ['alpha', 'beta gamma', '東京', 'δοκιμή'];
    const floats = await embed(model, texts, { encoding_format: 'float' });
    const decoded = await embed(model, texts);
    expect(floats.map((vector) => vector.map(Math.fround))).toEqual(decoded.map((vector) => Array.from(vector)));
  });
});

describe('the answer', () => {
  it('keeps the order of 300 inputs of mixed length', async () => {
    const texts = Array.from({ length: 300 }, (_, index) => `number ${index} ${'and more '.repeat(index % 17)}`);
    const together = await embed('plugsky-embed-v1', texts);
    for (const index of [0, 1, 16, 17, 150, 298, 299]) {
      const [alone = []] = await embed('plugsky-embed-v1', [texts[index] ?? '']);
      expect(
        Math.max(...alone.map((value, column) => Math.abs(value - (together[index]?.[column] ?? Number.NaN)))),
      ).toBeLessThan(1e-5);
    }
  });

  it('cuts to `dimensions` and renormalises', async () => {
    const [full = []] = await embed('plugsky-embed-v1', ['renormalised']);
    const [cut = []] = await embed('plugsky-embed-v1', ['renormalised'], { dimensions: 512 });
    const norm = Math.sqrt(dot(full.slice(0, 512), full.slice(0, 512)));
    expect(cut).toHaveLength(512);
    expect(Math.max(...cut.map((value, column) => Math.abs(value - (full[column] ?? Number.NaN) / norm)))).toBeLessThan(
      1e-6,
    );
  });

  it('tells tokens and the model, and its request id is the usage row', async () => {
    const { data, response } = await client.embeddings
      .create({ model: 'plugsky-embed-v1', input: 'hello world' })
      .withResponse();
    expect(data.model).toBe('plugsky-embed-v1');
    expect(data.usage.prompt_tokens).toBeGreaterThan(0);
    expect(data.usage.total_tokens).toBe(data.usage.prompt_tokens);
    const id = response.headers.get('x-request-id')?.replace('req_', '');
    const rows = await platform.query<{ tenant_id: string; tokens: number; status: number }>(
      'SELECT * FROM usage_event WHERE id = $1',
      [id],
    );
    expect(rows).toMatchObject([{ tenant_id: tenantId, tokens: data.usage.prompt_tokens, status: 200 }]);
  });

  it('carries the headers of a short answer also when it is streamed in slices', async () => {
    const create = (count: number) =>
      client.embeddings.create({ model: 'plugsky-embed-v1', input: Array(count).fill('x') }).withResponse();
    const names = async (count: number) =>
      [...(await create(count)).response.headers.keys()].filter(
        (name) => name !== 'content-length' && name !== 'transfer-encoding',
      );
    expect(await names(100)).toEqual(await names(1));
  });

  it('names models through models.list and models.retrieve', async () => {
    const { data } = await client.models.list();
    expect(data.map(({ id }) => id)).toEqual(['plugsky-embed-v1', 'plugsky-embed-large']);
    expect((await client.models.retrieve('plugsky-embed-large')).id).toBe('plugsky-embed-large');
    await expect(client.models.retrieve('a/b')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
  });

  it('raises the SDK errors of wrong keys, unknown models and bad fields', async () => {
    const wrong = new OpenAI({ apiKey: 'sk-live-nothing', baseURL: `${platform.url}/v1`, maxRetries: 0 });
    await expect(wrong.embeddings.create({ model: 'plugsky-embed-v1', input: 'x' })).rejects.toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
    await expect(embed('gpt-4', ['x'])).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(embed('plugsky-embed-v1', [''])).rejects.toBeInstanceOf(OpenAI.BadRequestError);
  });
});
