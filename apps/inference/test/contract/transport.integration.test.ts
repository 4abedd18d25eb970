import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestPlatform, type TestPlatform } from '../test-platform.ts';
import { head, openConnection, type RawAnswer, readAnswer } from './raw-request.ts';

let platform: TestPlatform;
let secret: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  platform = await startTestPlatform({ BODY_TIMEOUT_SECONDS: '1' });
  ({ secret } = await platform.tenant('enterprise'));
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(() => platform?.stop());

const BODY = JSON.stringify({ model: 'plugsky-embed-v1', input: 'hello', encoding_format: 'base64' });
const POST = 'POST /v1/embeddings HTTP/1.1\r\nhost: x\r\n';
const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

async function connection(): Promise<Socket> {
  const socket = await openConnection(platform.url);
  sockets.push(socket);
  return socket;
}
const codeOf = (answer: RawAnswer | null) => JSON.parse(answer?.body ?? '{}').error?.code;
const chunk = (data: Buffer | string) => `${Buffer.byteLength(data).toString(16)}\r\n${data}\r\n`;

/** Resolves when the other side has taken it, or the connection is gone. */
function write(socket: Socket, data: Buffer | string): Promise<unknown> {
  return new Promise((resolve) => {
    socket.write(data, resolve);
  });
}

describe('a body', () => {
  it('in many small pieces is read whole', async () => {
    const socket = await connection();
    socket.setNoDelay(true);
    socket.write(head('/v1/embeddings', secret, { 'content-length': BODY.length }));
    for (const letter of BODY) {
      socket.write(letter);
      await new Promise(setImmediate);
    }
    expect((await readAnswer(socket))?.status).toBe(200);
  });

  it('in chunks is read whole', async () => {
    const socket = await connection();
    socket.write(head('/v1/embeddings', secret, { 'transfer-encoding': 'chunked' }));
    socket.write(chunk(BODY.slice(0, 5)) + chunk(BODY.slice(5)) + chunk(''));
    expect((await readAnswer(socket))?.status).toBe(200);
  });

  it('announced with Expect: 100-continue is asked for and read', async () => {
    const socket = await connection();
    socket.write(head('/v1/embeddings', secret, { 'content-length': BODY.length, expect: '100-continue' }));
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^HTTP\/1\.1 100 /);
    socket.write(BODY);
    expect((await readAnswer(socket))?.status).toBe(200);
  });

  it.each(['/v1/embeddings', '/v1/inference/embed'])(
    'that stops coming is a 408 on %s, and nothing waits for ever',
    async (path) => {
      const socket = await connection();
      socket.write(head(path, secret, { 'content-length': 1_000 }));
      socket.write(BODY.slice(0, 10));
      const answer = await readAnswer(socket);
      expect(answer?.status).toBe(408);
      expect(codeOf(answer)).toBe(path === '/v1/embeddings' ? 'request_timeout' : 'VALIDATION_ERROR');
    },
  );

  it.each([
    ['with its length', { 'content-length': 17 * MEGABYTE.length }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('of 17 MB %s is a 413 that reaches a client which sends all before it reads', async (_name, headers) => {
    const socket = await connection();
    const reading = readAnswer(socket);
    await write(socket, head('/v1/embeddings', secret, headers));
    for (let sent = 0; sent < 17; sent++) {
      await write(socket, 'content-length' in headers ? MEGABYTE : chunk(MEGABYTE.toString()));
    }
    if (!('content-length' in headers)) await write(socket, chunk(''));
    const answer = await reading;
    expect(answer?.status).toBe(413);
    expect(codeOf(answer)).toBe('request_too_large');
    // The connection is good for the next request.
    socket.write(head('/v1/embeddings', secret, { 'content-length': BODY.length }) + BODY);
    expect((await readAnswer(socket))?.status).toBe(200);
  });

  it('of 17 MB from somebody without a key is a 401 that reaches them', async () => {
    const socket = await connection();
    const reading = readAnswer(socket);
    await write(socket, head('/v1/embeddings', null, { 'content-length': 17 * MEGABYTE.length }));
    for (let sent = 0; sent < 17; sent++) await write(socket, MEGABYTE);
    expect((await reading)?.status).toBe(401);
  });

  it('without end is cut off', async () => {
    const socket = await connection();
    await write(socket, head('/v1/embeddings', secret, { 'transfer-encoding': 'chunked' }));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const reading = readAnswer(socket);
    const endless = chunk(MEGABYTE.toString());
    for (let sent = 0; sent < 80 && !socket.destroyed; sent++) await write(socket, endless);
    await closed;
    expect((await reading)?.status ?? 413).toBe(413);
  });

  it('cut short by a closed connection leaves a row with 499 and harms nobody', async () => {
    const tenant = await platform.tenant('scale');
    const socket = await connection();
    socket.write(head('/v1/embeddings', tenant.secret, { 'content-length': BODY.length }));
    socket.write(BODY.slice(0, 20));
    // The server has begun to read: another request behind it is answered.
    await fetch(`${platform.url}/healthz`);
    socket.destroy();
    await expect
      .poll(async () => platform.query('SELECT status FROM usage_event WHERE tenant_id = $1', [tenant.id]))
      .toEqual([{ status: 499 }]);
  });
});

describe('a connection', () => {
  it('closed for writing by the client counts as gone: it ends at once, also in the middle of a body', async () => {
    for (const sent of [BODY.length, 10]) {
      const socket = await connection();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.end(head('/v1/embeddings', secret, { 'content-length': BODY.length }) + BODY.slice(0, sent));
      expect((await readAnswer(socket))?.status ?? 400).toBe(400);
      await closed;
    }
  });

  it('with several requests sent ahead gets their answers in order', async () => {
    const socket = await connection();
    const request = (path: string) => head(path, secret, { 'content-length': BODY.length }) + BODY;
    socket.write(request('/v1/embeddings') + request('/v1/nothing') + request('/v1/inference/embed'));
    let text = '';
    for await (const data of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      text += data.toString('latin1');
      if ((text.match(/HTTP\/1\.1 /g)?.length ?? 0) === 3 && text.includes('"status":"ok"')) break;
    }
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '404', '200']);
  });

  it.each(
    [
      { name: 'no HTTP', bytes: 'hello\r\n\r\n' },
      { name: 'a version nobody speaks', bytes: 'GET / HTTP/9.9\r\n\r\n' },
      { name: 'a length that is no number', bytes: `${POST}content-length: x\r\n\r\n` },
      { name: 'two lengths (request smuggling)', bytes: `${POST}content-length: 1\r\ncontent-length: 2\r\n\r\n` },
      {
        name: 'a length beside chunks (request smuggling)',
        bytes: `${POST}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      },
      { name: 'a header with a line break of its own', bytes: 'GET /healthz HTTP/1.1\r\nhost: x\r\nx: a\nb\r\n\r\n' },
      {
        name: 'headers of 100 KB',
        bytes: `GET /healthz HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`,
        status: 431,
        code: 'headers_too_large',
      },
    ].map((row) => ({ status: 400, code: 'malformed_request', ...row })),
  )('on which comes $name gets a $status in JSON with a request id', async ({ bytes, status, code }) => {
    const socket = await connection();
    socket.write(bytes);
    const answer = await readAnswer(socket);
    expect(answer?.status).toBe(status);
    expect(codeOf(answer)).toBe(code);
    expect(answer?.headers['x-request-id']).toMatch(/^req_[0-9a-f]{32}$/);
  });
});
