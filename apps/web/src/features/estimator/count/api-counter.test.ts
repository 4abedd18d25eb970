import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { API_CHARACTERS_MAX, openApiCounter } from './api-counter.ts';

let server: Server | null = null;
afterEach(() => server?.close());

test('texts go whole to /v1/tokenize with the secret, and their tokens come back in order', async () => {
  const heard: { url: string | undefined; secret: string | undefined; body: unknown }[] = [];
  const apiUrl = await serve((url, secret, body) => {
    heard.push({ url, secret, body });
    return [200, { data: body.input.map((text) => ({ tokens: text.length, exact: true })) }];
  });
  const counter = openApiCounter({ apiUrl, model: 'minilm', secret: 'a secret' }, fetch);
  expect(await counter.countParts(['one', 'a dog'])).toEqual([3, 5]);
  expect(heard).toEqual([
    { url: '/v1/tokenize', secret: 'Bearer a secret', body: { model: 'minilm', input: ['one', 'a dog'] } },
  ]);
  expect(counter.partCharacters).toBe(Number.POSITIVE_INFINITY);
});

test('a refusal is told in the API’s own words', async () => {
  const apiUrl = await serve(() => [429, { error: { message: 'Too many requests: wait 3 s.' } }]);
  const counter = openApiCounter({ apiUrl, model: 'minilm', secret: 's' }, fetch);
  await expect(counter.countParts(['a'])).rejects.toThrow('Too many requests: wait 3 s.');
});

test('a text that the API did not read to its end is no count', async () => {
  const apiUrl = await serve(() => [200, { data: [{ tokens: 9, exact: false }] }]);
  const counter = openApiCounter({ apiUrl, model: 'minilm', secret: 's' }, fetch);
  await expect(counter.countParts(['a'])).rejects.toThrow('too long for the API to count');
});

test('no more is sent than a small plan can bear', async () => {
  let requests = 0;
  const apiUrl = await serve((_url, _secret, body) => {
    requests++;
    return [200, { data: body.input.map(() => ({ tokens: 1, exact: true })) }];
  });
  const counter = openApiCounter({ apiUrl, model: 'minilm', secret: 's' }, fetch);
  await counter.countParts(['a'.repeat(API_CHARACTERS_MAX)]);
  await expect(counter.countParts(['a'])).rejects.toThrow('up to 1,000,000 characters');
  expect(requests).toBe(1);
});

test('an API that is away is named', async () => {
  const apiUrl = await serve(() => [200, {}]);
  await new Promise((done) => server?.close(done));
  const counter = openApiCounter({ apiUrl, model: 'minilm', secret: 's' }, fetch);
  await expect(counter.countParts(['a'])).rejects.toThrow(`The API at ${apiUrl} could not be reached`);
});

type Answer = (
  url: string | undefined,
  secret: string | undefined,
  body: { input: string[] },
) => [status: number, body: object];

async function serve(answer: Answer): Promise<string> {
  const started = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const [status, content] = answer(request.url, request.headers.authorization, JSON.parse(body));
    response
      .writeHead(status, { 'content-type': 'application/json', connection: 'close' })
      .end(JSON.stringify(content));
  });
  server = started;
  await new Promise<void>((done) => started.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}
