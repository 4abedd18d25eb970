import { NO_MONEY } from '@gridsky/api/domain';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider } from '../src/providers/testing/provider-server.ts';
import { startWireServer, vectorOfText } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post } from './test-platform.ts';

/** Each provider's wire from one end to the other: a model of it is added, tested, enabled and called in both dialects. */
const WIDTH = 32;
const NARROW = 8;
const SECRET = 'a-secret-0123456789';

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;

beforeAll(async () => {
  platform = await startRemotePlatform();
}, 120_000);
afterAll(() => platform.stop());

const numbers = (text: string, width: number) => [...Float32Array.from(vectorOfText(text, width))];

/** Tokens that each counts for a text; null: it tells none, and we count. */
test.each([
  ['openai', 1],
  ['azure', 1],
  ['cohere', 3],
  ['voyage', 2],
  ['mistral', 1],
  ['google', null],
  ['tei', null],
] as const)('%s is spoken to as it wants, in both dialects, and metered as it counts', async (kind, perText) => {
  const provider = await startProvider(kind, { width: WIDTH, secrets: [SECRET] });
  const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  const model = { alias: 'mine', provider: kind, baseUrl: provider.url, secret: SECRET, shorterDimensions: [NARROW] };
  const id = await platform.model(tenant.id, { ...model, ...(kind === 'tei' ? {} : { providerModel: 'the-model' }) });
  expect(await platform.find(tenant.id, id)).toMatchObject({ dimensions: WIDTH, enabled: true });
  const client = new OpenAI({ apiKey: tenant.secret, baseURL: `${platform.url}/v1`, maxRetries: 0 });
  const input = Array.from({ length: 130 }, (_, index) => `text ${index} “ü” 🌊`);
  const whole = await client.embeddings.create({ model: 'mine', input });
  expect(whole.data.map(({ embedding }) => embedding)).toEqual(input.map((text) => numbers(text, WIDTH)));
  const narrow = await post(`${platform.url}/v1/inference/embed`, tenant.secret, {
    model: 'mine',
    input: ['a', 'b'],
    dimensions: NARROW,
    input_type: 'query',
  });
  const { data } = (await narrow.json()) as { data: { data: { embedding: number[] }[] } };
  expect(data.data.map(({ embedding }) => [...Float32Array.from(embedding)])).toEqual([
    numbers('a', NARROW),
    numbers('b', NARROW),
  ]);
  expect(provider.refusals).toEqual([]);
  const rows = await platform.query<{ tokens: number; told: number | null }>(
    'SELECT tokens, provider_tokens AS told FROM usage_event WHERE tenant_id = $1 ORDER BY inputs DESC',
    [tenant.id],
  );
  expect(rows.map(({ told }) => told)).toEqual(perText === null ? [null, null] : [130 * perText, 2 * perText]);
  expect(rows[0]?.tokens).toBe(whole.usage.total_tokens);
  expect(rows[0]?.tokens).toBeGreaterThanOrEqual(130);
});

test.each([
  ['wider than any', (text: string) => vectorOfText(text, 65_537), 'something else than the vectors'],
  ['of no width', () => [], 'something else than the vectors'],
  ['of nothing but zeros', () => Array(WIDTH).fill(0), 'something else than the vectors'],
])('a model whose test finds vectors %s is not enabled', async (_what, vector, told) => {
  const server = await startWireServer(({ body }, response) => {
    const { inputs } = body as { inputs: string[] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(inputs.map(vector)));
  });
  const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  const added = platform.model(tenant.id, { alias: 'odd', provider: 'tei', baseUrl: server.url });
  await expect(added).rejects.toThrow(told);
});
