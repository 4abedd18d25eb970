import { expect, test } from 'vitest';
import { embed } from './embed.ts';

const call = { apiUrl: 'https://api.example.com', secret: 'sk-live-abc', model: 'plugsky-embed-v1', text: 'dog' };
const answering = (body: unknown, init: ResponseInit) => ({
  fetch: async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), init),
  clock: tick(),
});

function tick() {
  let at = 0;
  return () => {
    at += 40;
    return at;
  };
}

test('an answer gives vector, tokens, both times and the request id', async () => {
  const body = { data: [{ embedding: [0.1, -0.2] }], usage: { total_tokens: 3 } };
  const headers = { 'x-request-id': 'req_1', 'openai-processing-ms': '12' };
  expect(await embed(call, answering(body, { headers }))).toEqual({
    ok: true,
    vector: [0.1, -0.2],
    tokens: 3,
    milliseconds: 40,
    serverMilliseconds: 12,
    requestId: 'req_1',
  });
});

test("a refusal shows the API's own sentence and request id", async () => {
  const body = { error: { message: 'This key is disabled.', code: 'invalid_api_key' } };
  expect(await embed(call, answering(body, { status: 401, headers: { 'x-request-id': 'req_2' } }))).toEqual({
    ok: false,
    status: 401,
    message: 'This key is disabled.',
    requestId: 'req_2',
  });
});

test('an error page of a proxy in between is named by its status', async () => {
  const refusal = await embed(call, answering('<html>Bad gateway</html>', { status: 502 }));
  expect(refusal).toMatchObject({ ok: false, status: 502, message: 'The API answered 502 without a reason.' });
});

test('an API out of reach says what to check', async () => {
  const fetch = async () => {
    throw new TypeError('Failed to fetch');
  };
  expect(await embed(call, { fetch, clock: tick() })).toMatchObject({ ok: false, status: null, requestId: null });
});

test('the key travels in the header alone, without cookies or referrer', async () => {
  let seen: [unknown, RequestInit | undefined] | undefined;
  const fetch = async (url: unknown, init?: RequestInit) => {
    seen = [url, init];
    return new Response('{}', { status: 500 });
  };
  await embed(call, { fetch, clock: tick() });
  expect(String(seen?.[0])).not.toContain(call.secret);
  expect(seen?.[1]?.body).not.toContain(call.secret);
  expect(seen?.[1]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
});
