import { nano } from '@gridsky/api/domain';
import { checkLedger } from '@gridsky/api/services';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { post, startTestPlatform, type TestPlatform } from './test-platform.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});
afterAll(() => platform?.stop());

const body = { model: 'plugsky-embed-v1', input: ['one text', 'another'] };
const embed = (secret: string, key: string, asked: object = body, path = '/v1/embeddings') =>
  post(`${platform.url}${path}`, secret, asked, { 'idempotency-key': key });
const events = (tenantId: string) =>
  platform.query<{ status: number; tokens: number; cost: string; id: string; of: string | null }>(
    `SELECT status, tokens, cost_nano AS cost, 'req_' || replace(id::text, '-', '') AS id,
      'req_' || replace(repeat_of::text, '-', '') AS of FROM usage_event WHERE tenant_id = $1 ORDER BY id`,
    [tenantId],
  );
const settled = async (tenantId: string) =>
  (await platform.query('SELECT settled_nano AS settled FROM credit_account WHERE tenant_id = $1', [tenantId]))[0];

it('a repeat gets the same answer, is not charged, and says which request was', async () => {
  const { secret, id } = await platform.tenant('trial', { creditNano: nano(1_000_000n) });
  const first = await embed(secret, 'k');
  const paid = await settled(id);
  const again = await embed(secret, 'k');
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(await again.json()).toEqual(await first.json());
  expect(first.headers.get('x-gridsky-repeat-of')).toBeNull();
  expect(again.headers.get('x-gridsky-repeat-of')).toBe(first.headers.get('x-request-id'));
  expect(await settled(id)).toEqual(paid);
  const [one, two] = await events(id);
  expect(one).toMatchObject({ id: first.headers.get('x-request-id'), of: null });
  expect(Number(one?.cost)).toBeGreaterThan(0);
  expect(two).toMatchObject({ id: again.headers.get('x-request-id'), of: one?.id, tokens: 0, cost: '0' });
});

it('ten repeats at once are charged once, over both dialects and either encoding', async () => {
  const { secret, id } = await platform.tenant('builder');
  const asked = [body, { ...body, encoding_format: 'base64' }, { ...body, encoding_format: 'float' }];
  const answers = await Promise.all([
    ...Array.from({ length: 8 }, (_, index) => embed(secret, 'k', asked[index % 3])),
    embed(secret, 'k', body, '/v1/inference/embed'),
    embed(secret, 'k', body, '/v1/inference/embed'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
  await Promise.all(answers.map((answer) => answer.arrayBuffer()));
  const rows = await events(id);
  expect(rows.filter(({ of }) => of === null)).toHaveLength(1);
  expect(rows.filter(({ tokens }) => tokens > 0)).toHaveLength(1);
});

it('a repeat is answered after the credit has run out, since it costs nothing', async () => {
  const { secret, id } = await platform.tenant('trial', { creditNano: nano(1_000_000n) });
  await (await embed(secret, 'k')).arrayBuffer();
  // Everything that is left is held, as by requests under way.
  await platform.query(
    `WITH rest AS (INSERT INTO credit_hold (id, tenant_id, amount_nano, created_at)
       SELECT gen_random_uuid(), tenant_id, available_nano, now() FROM credit_account WHERE tenant_id = $1)
     UPDATE credit_account SET held_nano = held_nano + available_nano, available_nano = 0 WHERE tenant_id = $1`,
    [id],
  );
  expect((await embed(secret, 'other')).status).toBe(429);
  expect((await embed(secret, 'k')).status).toBe(200);
});

it('another request under a used key is refused in both dialects, and costs nothing', async () => {
  const { secret, id } = await platform.tenant('builder');
  await (await embed(secret, 'k')).arrayBuffer();
  const openai = await embed(secret, 'k', { ...body, dimensions: 384 });
  expect(openai.status).toBe(400);
  expect(await openai.json()).toMatchObject({
    error: { type: 'invalid_request_error', param: 'Idempotency-Key', message: expect.stringContaining('24 hours') },
  });
  const scaigrid = await embed(secret, 'k', { ...body, input: 'x' }, '/v1/inference/embed');
  expect(scaigrid.status).toBe(422);
  expect(await scaigrid.json()).toMatchObject({
    error: { code: 'VALIDATION_ERROR', details: [{ field: 'Idempotency-Key' }] },
  });
  await expect
    .poll(async () => (await events(id)).map(({ status, tokens }) => [status, tokens > 0]))
    .toEqual([
      [200, true],
      [400, false],
      [422, false],
    ]);
});

it('what was refused may be tried again under its key', async () => {
  const { secret } = await platform.tenant('builder');
  expect((await embed(secret, 'k', { ...body, dimensions: 5 })).status).toBe(400);
  expect((await embed(secret, 'k')).status).toBe(200);
});

it('the same key of another tenant means nothing', async () => {
  const [mine, other] = [await platform.tenant('builder'), await platform.tenant('builder')];
  await (await embed(mine.secret, 'k')).arrayBuffer();
  const answer = await embed(other.secret, 'k', { ...body, input: 'x' });
  expect([answer.status, answer.headers.get('x-gridsky-repeat-of')]).toEqual([200, null]);
});

it('the OpenAI SDK sends the header as its own option', async () => {
  const { secret, id } = await platform.tenant('builder');
  const client = new OpenAI({ baseURL: `${platform.url}/v1`, apiKey: secret });
  const send = () => client.embeddings.create(body, { headers: { 'Idempotency-Key': 'from-the-sdk' } });
  const [first, again] = [await send(), await send()];
  expect(again.data[0]?.embedding).toEqual(first.data[0]?.embedding);
  expect((await events(id)).map(({ of }) => of === null)).toEqual([true, false]);
});

it('hours, events and credit still add up', async () => {
  expect(await checkLedger(platform.context.database)).toEqual({ hours: [], accounts: [] });
});
