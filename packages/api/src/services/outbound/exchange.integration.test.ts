import { execFileSync, spawnSync } from 'node:child_process';
import type { lookup } from 'node:dns';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { AnswerTooLarge, isCertificateError } from './exchange.ts';
import { createOutboundPool } from './outbound-pool.ts';
import { sendOutbound } from './send-outbound.ts';

const ranges = { allowedRanges: ['127.0.0.0/8'] };
const get = (url: string) => ({ url, method: 'GET', headers: {} }) as const;
const HEAD = 'HTTP/1.1 200 OK\r\n';

/** Hands over each connection's bytes as they come. */
async function startRaw(onData: (socket: Socket, connection: number) => void): Promise<string> {
  let connections = 0;
  const sockets = new Set<Socket>();
  const server = createPlainServer((socket) => {
    const connection = ++connections;
    sockets.add(socket.on('error', () => {}));
    socket.on('data', () => onData(socket, connection));
  });
  const url = await listening(server);
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  });
  return url;
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function openPool(answerBytesMax = 1_000, settings = {}) {
  const pool = createOutboundPool({ ...ranges, ...settings }, answerBytesMax);
  onTestFinished(() => pool.close());
  return (url: string) => pool.send(get(url), AbortSignal.timeout(10_000));
}

describe('an answer larger than the bound', () => {
  test('is refused by the pool as soon as it is announced, and dropped when it is not', async () => {
    const send = openPool();
    const announced = await startRaw((socket) => socket.write(`${HEAD}content-length: 1001\r\n\r\n`));
    await expect(send(announced)).rejects.toBeInstanceOf(AnswerTooLarge);
    const streamed = await startRaw((socket) => socket.write(`${HEAD}\r\n${'x'.repeat(1_001)}`));
    await expect(send(streamed)).rejects.toBeInstanceOf(AnswerTooLarge);
    const fitting = await startRaw((socket) => socket.write(`${HEAD}content-length: 1000\r\n\r\n${'x'.repeat(1_000)}`));
    expect((await send(fitting)).body).toHaveLength(1_000);
  });

  test('is cut where nobody needs it whole', async () => {
    const url = await startRaw((socket) => socket.write(`${HEAD}content-length: 9999\r\n\r\n${'x'.repeat(500)}`));
    const answer = await sendOutbound(ranges, { ...get(url), timeoutMs: 10_000, answerBytesMax: 100 });
    expect([answer.status, answer.body.length]).toEqual([200, 100]);
  });
});

describe('a connection that ends', () => {
  test('before it was asked a second time is replaced by another', async () => {
    const asked = new Map<number, number>();
    const url = await startRaw((socket, connection) => {
      const count = (asked.get(connection) ?? 0) + 1;
      asked.set(connection, count);
      if (count === 1) socket.write(`${HEAD}content-length: 2\r\n\r\nok`);
      else socket.resetAndDestroy();
    });
    const send = openPool();
    expect([await send(url), await send(url)].map(({ body }) => `${body}`)).toEqual(['ok', 'ok']);
    expect([...asked]).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });

  test('without an answer is told, and not tried again', async () => {
    let calls = 0;
    const url = await startRaw((socket) => {
      calls += 1;
      socket.resetAndDestroy();
    });
    await expect(openPool()(url)).rejects.toThrow();
    expect(calls).toBe(1);
  });

  test('because the server wants another protocol is told at once', async () => {
    const url = await startRaw((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    );
    await expect(openPool()(url)).rejects.toThrow('without an answer');
  });
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('certificates (skipped without openssl)', () => {
  let folder: string;
  let ca: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'gridsky-certificates-'));
    openssl('req', '-x509', ...NEW_KEY, '-days', '2', '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=ca');
    ca = readFileSync(path.join(folder, 'ca.pem'), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });

  /** Signs one for the host; expired by the option that this openssl has for it. */
  function sign(host: string, isExpired: boolean): void {
    const names = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
    openssl('req', ...NEW_KEY, '-keyout', 'key.pem', '-out', 'request.pem', ...names);
    const signed = ['x509', '-req', '-in', 'request.pem', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'cert.pem'];
    const withTerms = (...terms: string[]) => openssl(...signed, '-copy_extensions', 'copyall', ...terms);
    if (!isExpired) {
      withTerms('-days', '2');
      return;
    }
    try {
      withTerms('-not_before', '20200101000000Z', '-not_after', '20200102000000Z');
    } catch {
      withTerms('-days', '-1');
    }
  }

  test.each<[string, string, boolean, boolean, string | null]>([
    ['that is valid', 'models.example.com', false, true, null],
    ['that has expired', 'models.example.com', true, true, 'CERT_HAS_EXPIRED'],
    ['of another host', 'other.example.com', false, true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['that nobody trusted vouches for', 'models.example.com', false, false, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('of a server with one %s: %s', async (_what, host, isExpired, isTrusted, code) => {
    sign(host, isExpired);
    let requests = 0;
    const [key, cert] = ['key.pem', 'cert.pem'].map((file) => readFileSync(path.join(folder, file)));
    const server = createServer({ key, cert }, (_request, response) => {
      requests += 1;
      response.end('ok');
    });
    const url = (await listening(server)).replace('http://127.0.0.1', 'https://models.example.com');
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    });
    const resolve = ((_host: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }])) as unknown as typeof lookup;
    const settings = { ...ranges, resolve, ...(isTrusted ? { ca } : {}) };
    const send = openPool(1_000, settings);
    const single = () => sendOutbound(settings, { ...get(url), timeoutMs: 10_000, answerBytesMax: 100 });
    for (const sent of [send(url), single()]) {
      const error = await sent.then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error && Reflect.get(error, 'code')).toBe(code);
      expect(isCertificateError(error)).toBe(code !== null);
    }
    expect(requests).toBe(code === null ? 2 : 0);
  });
});
