import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { NO_MONEY } from '@gridsky/api/domain';
import { setPrivateModelEnabled, updatePrivateModel } from '@gridsky/api/services';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireServer, vectorOfText } from '../src/providers/testing/wire-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post, until } from './test-platform.ts';

const WIDTH = 16;
const SECRET = 'vo-canary-secret-9876543210';
/** What a provider may say of somebody else's account; no caller may be told it. */
const WORDS = 'organisation org-4711 of ACME at 10.1.2.3';

let platform: Awaited<ReturnType<typeof startRemotePlatform>>;

beforeAll(async () => {
  platform = await startRemotePlatform();
}, 120_000);
afterAll(() => platform.stop());

type Answer = (response: ServerResponse, texts: string[], socket: Socket) => void;

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const items = (
  texts: string[],
  vector: (text: string, index: number) => unknown = (text) => vectorOfText(text, WIDTH),
) => ({
  data: texts.map((text, index) => ({ index, embedding: vector(text, index) })),
  usage: { total_tokens: 2 * texts.length },
});
const well: Answer = (response, texts) => json(response, 200, items(texts));

/** What goes wrong, and the status and codes with which each dialect tells it. */
const FAULTS: Record<string, { answer: Answer; openai: [number, string]; scaigrid: string }> = {
  'a connection that breaks in the middle of the answer': {
    answer: (response, _texts, socket) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{"data":');
      setImmediate(() => socket.destroy());
    },
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'a 200 with HTML': {
    answer: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${WORDS}</html>`),
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'vectors of another width': {
    answer: (response, texts) =>
      json(
        response,
        200,
        items(texts, (text) => vectorOfText(text, WIDTH + 1)),
      ),
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'a number that is none': {
    answer: (response, texts) =>
      json(
        response,
        200,
        items(texts, () => [...Array(WIDTH - 1).fill(0.5), 'NaN']),
      ),
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'fewer vectors than texts': {
    answer: (response, texts) => json(response, 200, items(texts.slice(1))),
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'an answer beyond all bounds': {
    answer: (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1_000_000, 0x20);
      let left = 70;
      const more = () => {
        while (left-- > 0) if (!response.write(chunk)) return response.once('drain', more);
        return response.end();
      };
      response.on('error', () => {});
      more();
    },
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'a limit with an absurd hint': {
    answer: (response) => json(response, 429, { detail: WORDS }, { 'retry-after': '86400' }),
    openai: [429, 'provider_rate_limited'],
    scaigrid: 'BACKEND_RATE_LIMITED',
  },
  'a key that is refused': {
    answer: (response) => json(response, 401, { detail: `${WORDS} ${SECRET}` }),
    openai: [502, 'provider_error'],
    scaigrid: 'BACKEND_ERROR',
  },
  'texts that are refused': {
    answer: (response) => json(response, 400, { detail: WORDS }),
    openai: [400, 'invalid_request'],
    scaigrid: 'VALIDATION_ERROR',
  },
};

describe.each(Object.entries(FAULTS))('%s', (_name, { answer, openai, scaigrid }) => {
  test('is told in both dialects without the provider’s words or the key, and costs nothing', async () => {
    let now: Answer = well;
    const { tenant } = await voyage((...given) => now(...given));
    now = answer;
    const one = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'mine', input: ['a', 'b'] });
    const other = await post(`${platform.url}/v1/inference/embed`, tenant.secret, { model: 'mine', input: ['a', 'b'] });
    const [first, second] = [await one.text(), await other.text()];
    expect([one.status, other.status]).toEqual([openai[0], expect.any(Number)]);
    if (openai[1] !== 'invalid_request') expect(JSON.parse(first).error.code).toBe(openai[1]);
    expect(second).toContain(scaigrid);
    for (const leak of ['ACME', '10.1.2.3', SECRET, '127.0.0.1']) expect(first + second).not.toContain(leak);
    expect(Number(one.headers.get('retry-after') ?? 0)).toBeLessThanOrEqual(60);
    const rows = () =>
      platform.query('SELECT tokens, list_nano::text AS list FROM usage_event WHERE tenant_id = $1', [tenant.id]);
    await until(async () => (await rows()).length === 2, 10_000);
    expect(await rows()).toEqual(Array(2).fill({ tokens: 0, list: '0' }));
  });
});

test('vectors that come in another order are put back by their index', async () => {
  const { tenant } = await voyage((response, texts) => {
    const { data, usage } = items(texts);
    json(response, 200, { data: data.reverse(), usage });
  });
  const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'mine', input: ['a', 'b', 'c'] });
  const { data } = (await answer.json()) as { data: { embedding: number[] }[] };
  expect(data.map(({ embedding }) => [...Float32Array.from(embedding)])).toEqual(
    ['a', 'b', 'c'].map((text) => [...Float32Array.from(vectorOfText(text, WIDTH))]),
  );
});

test('an endpoint that is down is given a rest, others are served on, and its test brings it back', async () => {
  let now: Answer = well;
  const { tenant, id, received } = await voyage((...given) => now(...given));
  const neighbour = await voyage(well);
  now = (response) => json(response, 500, {});
  await until(async () => (await ask(tenant.secret)).text.includes('given a rest'), 60_000);
  const calls = received.length;
  const refused = await ask(tenant.secret);
  expect([refused.status, received.length]).toEqual([502, calls]);
  expect((await ask(neighbour.tenant.secret)).status).toBe(200);
  const health = async () => {
    const answer = await fetch(`${platform.url}/v1/models?modality=embedding`, {
      headers: { authorization: `Bearer ${tenant.secret}` },
    });
    const { data } = (await answer.json()) as { data: { items: { slug: string; health_status: string }[] } };
    return data.items.find(({ slug }) => slug === 'mine')?.health_status;
  };
  expect(await health()).toBe('unhealthy');
  now = well;
  expect(await platform.testModel(tenant.id, id)).toMatchObject({ ok: true });
  expect((await ask(tenant.secret)).status).toBe(200);
  expect(await health()).toBe('healthy');
});

test('a fallback of the same width serves in its place and says so; of another width none can be set', async () => {
  let now: Answer = well;
  const { tenant, id } = await voyage((...given) => now(...given));
  const second = await startEndpoint(well);
  const member = platform.member(tenant.id);
  const spare = await platform.model(tenant.id, modelOf(second.url, 'spare'));
  const wide = await startEndpoint((response, texts) =>
    json(
      response,
      200,
      items(texts, (text) => vectorOfText(text, 2 * WIDTH)),
    ),
  );
  await platform.model(tenant.id, modelOf(wide.url, 'wide'));
  await expect(updatePrivateModel(member, { id, fallbackAlias: 'wide' })).rejects.toMatchObject({ code: 'invalid' });
  await updatePrivateModel(member, { id, fallbackAlias: 'spare' });
  now = (response) => json(response, 500, {});
  await until(async () => (await ask(tenant.secret)).status === 200, 60_000);
  const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'mine', input: 'a' });
  expect(answer.headers.get('x-gridsky-model')).toBe('spare');
  expect(await answer.json()).toMatchObject({ model: 'spare' });
  await setPrivateModelEnabled(member, { id: spare, enabled: false });
  await until(async () => (await ask(tenant.secret)).status === 502, 10_000);
});

test('of a request that fails in a part, what the provider charged for the others is kept', async () => {
  let calls = 0;
  const { tenant } = await voyage(
    (response, texts) => {
      calls += 1;
      // The model's own test comes first.
      if (calls === 3) json(response, 400, {});
      else well(response, texts, response.socket as Socket);
    },
    { textsMax: 2 },
  );
  const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, {
    model: 'mine',
    input: ['a', 'b', 'c', 'd'],
  });
  expect(answer.status).toBe(400);
  const row = async () =>
    (await platform.query('SELECT tokens, provider_tokens FROM usage_event WHERE tenant_id = $1', [tenant.id]))[0];
  await until(async () => (await row()) !== undefined, 10_000);
  expect(await row()).toEqual({ tokens: 0, provider_tokens: 4 });
});

async function ask(secret: string): Promise<{ status: number; text: string }> {
  const answer = await post(`${platform.url}/v1/embeddings`, secret, { model: 'mine', input: 'a' });
  return { status: answer.status, text: await answer.text() };
}

function startEndpoint(answer: Answer) {
  return startWireServer(({ body }, response, socket) => answer(response, (body as { input: string[] }).input, socket));
}

/** A tenant with a Voyage of its own that answers so. */
async function voyage(answer: Answer, more: object = {}) {
  const endpoint = await startEndpoint(answer);
  const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  const id = await platform.model(tenant.id, { ...modelOf(endpoint.url, 'mine'), ...more });
  return { tenant, id, received: endpoint.received };
}

function modelOf(baseUrl: string, alias: string) {
  return { alias, provider: 'voyage', baseUrl, providerModel: 'voyage-4', secret: SECRET };
}
