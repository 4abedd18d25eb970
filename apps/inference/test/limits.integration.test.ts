import { nano } from '@gridsky/api/domain';
import { checkLedger } from '@gridsky/api/services';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const embed = (secret: string, input: string | string[], model = 'plugsky-embed-v1') =>
  post(`${platform.url}/v1/embeddings`, secret, { model, input });
const drain = async (answer: Response) => ({
  status: answer.status,
  headers: answer.headers,
  body: (await answer.json()) as { error?: Record<string, string> },
});

it('of 70 requests at once a key of 60 a minute gets 60, in batches the plan allows in flight; a refusal says when', async () => {
  const { secret, id } = await platform.tenant('starter');
  const answers: Awaited<ReturnType<typeof drain>>[] = [];
  for (let batch = 0; batch < 7; batch++)
    answers.push(...(await Promise.all(Array.from({ length: 10 }, async () => drain(await embed(secret, 'x'))))));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
  const refusals = answers.filter(({ status }) => status === 429);
  expect(refusals).toHaveLength(10);
  for (const { headers, body } of refusals) {
    expect(body.error).toMatchObject({ type: 'requests', code: 'rate_limit_exceeded' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(Number(headers.get('retry-after-ms'))).toBeLessThanOrEqual(60_000);
    expect(headers.get('x-ratelimit-remaining-requests')).toBe('0');
  }
  const rows = await platform.query(
    'SELECT status, count(*)::int AS count FROM usage_event WHERE tenant_id = $1 GROUP BY 1 ORDER BY 1',
    [id],
  );
  expect(rows).toEqual([
    { status: 200, count: 60 },
    { status: 429, count: 10 },
  ]);
});

it('more requests in flight than the plan allows are refused, the others served', async () => {
  const { secret } = await platform.tenant('trial');
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () =>
      drain(await embed(secret, Array(100).fill('some words to embed'), 'plugsky-embed-large')),
    ),
  );
  const served = answers.filter(({ status }) => status === 200).length;
  expect(served).toBeGreaterThanOrEqual(8);
  expect(answers.filter(({ status }) => status === 429).length).toBe(20 - served);
  expect(served).toBeLessThan(20);
});

it('a request of more tokens than the plan allows is a 400 with both figures', async () => {
  const { secret } = await platform.tenant('trial');
  const { status, body } = await drain(await embed(secret, Array(200).fill('word '.repeat(600))));
  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    type: 'max_tokens_per_request',
    code: 'max_tokens_per_request',
    message: expect.stringMatching(/^Requested 120000 tokens, max 100000 tokens per request\. See /),
  });
});

it('a credit is spent to the last nano-dollar and never below, however many requests race', async () => {
  // One token costs 20 nano-dollars: "one two three" is 60, so exactly 25 fit.
  const { secret, id } = await platform.tenant('trial', { creditNano: nano(1_500n) });
  await platform.query(
    'INSERT INTO plan_override (tenant_id, requests_in_flight_max, requests_per_minute_key_max) VALUES ($1, 500, 500)',
    [id],
  );
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => drain(await embed(secret, 'one two three'))),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(25);
  expect(refused).toHaveLength(75);
  for (const { headers, body } of refused) {
    expect(body.error).toMatchObject({ type: 'insufficient_quota', code: 'insufficient_quota' });
    expect(headers.get('x-should-retry')).toBe('false');
  }
  const [account] = await platform.query(
    'SELECT granted_nano::int, available_nano::int, held_nano::int, settled_nano::int FROM credit_account WHERE tenant_id = $1',
    [id],
  );
  expect(account).toEqual({ granted_nano: 1_500, available_nano: 0, held_nano: 0, settled_nano: 1_500 });
  expect(await checkLedger(platform.context.database)).toEqual({ hours: [], accounts: [] });
});

it('a test key gets the same unit vectors every time and is never billed', async () => {
  const { secret, id } = await platform.tenant('trial', { mode: 'test' });
  const read = async () => {
    const answer = await embed(secret, ['one', 'two']);
    return ((await answer.json()) as { data: { embedding: number[] }[] }).data.map(({ embedding }) => embedding);
  };
  const first = await read();
  expect(await read()).toEqual(first);
  expect(first[0]).toHaveLength(1536);
  expect(first[0]).not.toEqual(first[1]);
  for (const vector of first) expect(vector.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
  const [sums] = await platform.query(
    'SELECT sum(cost_nano)::int AS cost, sum(tokens)::int AS tokens FROM usage_event WHERE tenant_id = $1',
    [id],
  );
  expect(sums).toMatchObject({ cost: 0, tokens: expect.any(Number) });
});
