import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { NO_MONEY } from '@gridsky/api/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../src/observe/logger.ts';
import { vectorOfText } from '../src/providers/testing/wire-server.ts';
import { type Answer, answerWith, startFaultServer } from './fault-server.ts';
import { startRemotePlatform } from './remote-platform.ts';
import { post, until } from './test-platform.ts';

/** Whatever an endpoint does, asked for over the whole API: what the caller is told, what is written down, and that nobody else feels it. */
const WIDTH = 16;
const SECRET = 'vo-canary-secret-9876543210';
/** What a provider may say of somebody else's account; no caller may be told it. */
const WORDS = 'organisation org-4711 of ACME at 10.1.2.3';
/** What the caller sends; no log may hold it. */
const CONTENT = 'CANARY-CONTENT of a customer: the contract with Example Ltd ends in May.';

const LEAKS = ['ACME', '10.1.2.3', SECRET, 'CANARY', '127.0.0.1'];

const items = (
  texts: string[],
  vector: (text: string, index: number) => unknown = (text) => vectorOfText(text, WIDTH),
) => ({
  data: texts.map((text, index) => ({ index, embedding: vector(text, index) })),
  usage: { total_tokens: 2 * texts.length },
});
const json = (status: string, body: unknown, headers: Record<string, string> = {}): Answer =>
  answerWith(status, typeof body === 'string' ? body : JSON.stringify(body), headers);
const ok =
  (body: (texts: string[]) => unknown): Answer =>
  (socket, texts) =>
    json('200 OK', body(texts))(socket, texts);
const instead = (value: unknown) =>
  ok((texts) => items(texts, (text) => [...vectorOfText(text, WIDTH).slice(1), value]));
const base64 = (vector: number[]) => Buffer.from(Float32Array.from(vector).buffer).toString('base64');

type Told = { openai: [status: number, code: string | null]; scaigrid: [status: number, code: string]; fault: string };
const unavailable: Told = {
  openai: [502, 'provider_error'],
  scaigrid: [502, 'BACKEND_ERROR'],
  fault: 'provider_error',
};
const unusable: Told = {
  openai: [502, 'provider_error'],
  scaigrid: [502, 'UPSTREAM_SHAPE_MISMATCH'],
  fault: 'provider_unusable',
};
const late: Told = { openai: [504, 'provider_timeout'], scaigrid: [504, 'BACKEND_TIMEOUT'], fault: 'provider_timeout' };
const limited: Told = {
  openai: [429, 'provider_rate_limited'],
  scaigrid: [429, 'BACKEND_RATE_LIMITED'],
  fault: 'provider_rate_limited',
};
const refused: Told = { openai: [400, null], scaigrid: [422, 'VALIDATION_ERROR'], fault: 'invalid' };

/** 50 MB in 50 kB. */
const BOMB = gzipSync(Buffer.alloc(50_000_000, 0x20));
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';
const endlessly = (piece: string | Buffer, everyMs = 0): Answer => {
  return (socket) => {
    const more = () => {
      if (!socket.writable) return;
      if (everyMs > 0) setTimeout(() => socket.write(piece, more), everyMs);
      else socket.write(piece, () => setImmediate(more));
    };
    more();
  };
};
const after =
  (head: string, then: Answer): Answer =>
  (socket, texts) => {
    socket.write(head);
    then(socket, texts);
  };

const FAULTS: [what: string, answer: Answer, told: Told][] = [
  // It takes its time.
  ['no answer at all', () => {}, late],
  ['a head and no body', (socket) => socket.write(`${HEAD}content-length: 1000\r\n\r\n`), late],
  ['a byte now and then', after(`${HEAD}content-length: 1000\r\n\r\n`, endlessly(' ', 20)), late],
  ['a head of a byte now and then', after('HTTP/1.1 200 OK\r\nx: ', endlessly('x', 20)), late],
  ['announcements and never the answer', endlessly('HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n', 20), late],
  [
    'a length that is never reached',
    after(`${HEAD}content-length: 9999\r\n\r\n`, (socket) => socket.write('{}')),
    late,
  ],
  // It breaks off.
  ['a connection that is closed', (socket) => socket.end(), unavailable],
  ['a connection that is reset', (socket) => socket.resetAndDestroy(), unavailable],
  [
    'a connection that breaks in the middle of the answer',
    after(`${HEAD}content-length: 1000\r\n\r\n{"data":`, (socket) => setImmediate(() => socket.resetAndDestroy())),
    unavailable,
  ],
  [
    'chunks that end without the last',
    after(`${HEAD}transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n`, (socket) => socket.end()),
    unavailable,
  ],
  // It does not speak HTTP.
  [
    'chunks that are none',
    (socket) => socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n${SECRET}\r\n`),
    unavailable,
  ],
  [
    'a length and chunks',
    (socket) => socket.write(`${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`),
    unavailable,
  ],
  ['two lengths', (socket) => socket.write(`${HEAD}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`), unavailable],
  ['a status that is none', (socket) => socket.write(`HTTP/1.1 ${SECRET} ${CONTENT}\r\n\r\n`), unavailable],
  ['another protocol', (socket) => socket.write(`220 mail.example ESMTP ${WORDS}\r\n`), unavailable],
  ['a change of protocol', json('101 Switching Protocols', '', { upgrade: 'x', connection: 'upgrade' }), unavailable],
  ['a head without an end', after('HTTP/1.1 200 OK\r\nx: ', endlessly('x'.repeat(4_000))), unavailable],
  // Its status tells.
  ['204', (socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'), unavailable],
  ['206', json('206 Partial Content', items(['a', 'b'])), unavailable],
  ['500 with the key in it', json('500 Internal Server Error', { detail: `${WORDS} Bearer ${SECRET}` }), unavailable],
  [
    '503 with HTML',
    json('503 Service Unavailable', `<html>${WORDS}</html>`, { 'content-type': 'text/html' }),
    unavailable,
  ],
  ['a status of its own', json('599 Whatever', { detail: WORDS }), unavailable],
  ['a key that is refused', json('401 Unauthorized', { detail: `${WORDS}: ${SECRET}` }), unavailable],
  ['an account that is used up', json('402 Payment Required', { detail: WORDS }), unavailable],
  ['a model that is not there', json('404 Not Found', { detail: WORDS }), unavailable],
  [
    'texts that are refused and repeated',
    (socket, texts) => json('400 Bad Request', { detail: `${WORDS}: "${texts[0]}"` })(socket, texts),
    refused,
  ],
  ['a limit for nine days', json('429 Too Many Requests', { detail: WORDS }, { 'retry-after': '777600' }), limited],
  ['a limit until yesterday', json('429 Too Many Requests', { detail: WORDS }, { 'retry-after': '-86400' }), limited],
  [
    'a limit until the year 3000',
    json('429 Too Many Requests', { detail: WORDS }, { 'retry-after': 'Wed, 01 Jan 3000 00:00:00 GMT' }),
    limited,
  ],
  ['a limit until whenever', json('429 Too Many Requests', { detail: WORDS }, { 'retry-after': SECRET }), limited],
  // It says 200, and it is not what was asked for.
  ['a 200 with HTML', json('200 OK', `<html>${WORDS}</html>`, { 'content-type': 'text/html' }), unusable],
  ['a 200 with nothing', json('200 OK', ''), unusable],
  ['a 200 with an error', json('200 OK', { error: { message: `${WORDS} ${SECRET} ${CONTENT}` } }), unusable],
  ['a 200 of a million brackets', json('200 OK', '['.repeat(1_000_000) + ']'.repeat(1_000_000)), unusable],
  [
    'a length shorter than the answer',
    after(`${HEAD}content-length: 9\r\n\r\n`, (socket) => socket.write('{"data":[]}')),
    unavailable,
  ],
  ['fewer vectors than texts', ok((texts) => items(texts.slice(1))), unusable],
  ['ten times as many vectors', ok((texts) => items(Array.from({ length: 10 }, () => texts).flat())), unusable],
  ['a place twice', ok((texts) => ({ data: items(texts).data.map((item) => ({ ...item, index: 0 })) })), unusable],
  [
    'a place that is none',
    ok((texts) => ({ data: items(texts).data.map((item) => ({ ...item, index: SECRET })) })),
    unusable,
  ],
  ['narrower vectors', ok((texts) => items(texts, (text) => vectorOfText(text, WIDTH - 1))), unusable],
  ['wider vectors', ok((texts) => items(texts, (text) => vectorOfText(text, WIDTH + 1))), unusable],
  ['a text among the numbers', instead('NaN'), unusable],
  ['null among the numbers', instead(null), unusable],
  ['a number beyond a float', instead(1e39), unusable],
  [
    'NaN',
    (socket, texts) => json('200 OK', JSON.stringify(items(texts, () => [0])).replace('[0]', '[NaN]'))(socket, texts),
    unusable,
  ],
  [
    'Infinity',
    (socket, texts) =>
      json('200 OK', JSON.stringify(items(texts)).replace('"embedding":[', '"embedding":[1e999,'))(socket, texts),
    unusable,
  ],
  ['NaN in base64', ok((texts) => items(texts, () => base64(Array(WIDTH).fill(Number.NaN)))), unusable],
  [
    'base64 of odd bytes',
    ok((texts) => items(texts, () => Buffer.alloc(WIDTH * 4 + 1, 1).toString('base64'))),
    unusable,
  ],
  ['nothing but zeros', ok((texts) => items(texts, () => Array(WIDTH).fill(0))), unusable],
  ['more than 64 MB', (socket) => socket.write(`${HEAD}content-length: ${64 * 1_024 * 1_024 + 1}\r\n\r\n{`), unusable],
  ['a bomb of gzip', (socket) => answerWith('200 OK', BOMB, { 'content-encoding': 'gzip' })(socket), unusable],
];

/** Odd, and all the same an answer. */
const TAKEN: [what: string, answer: Answer][] = [
  ['another order', ok((texts) => ({ ...items(texts), data: items(texts).data.reverse() }))],
  [
    'ten times the bytes, most of them blanks',
    (socket, texts) => json('200 OK', `${' '.repeat(10_000)}${JSON.stringify(items(texts))}`)(socket, texts),
  ],
  [
    'HTTP/1.0 that ends with its connection',
    (socket, texts) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${JSON.stringify(items(texts))}`),
  ],
  [
    'a chunk for each byte',
    (socket, texts) => {
      const bytes = [...JSON.stringify(items(texts))].map((byte) => `1\r\n${byte}\r\n`).join('');
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n${bytes}0\r\n\r\n`);
    },
  ],
  ...[-5, 1.5, '12', 9e15, 2 ** 31, null].map((total_tokens): [string, Answer] => [
    `a count of ${total_tokens} tokens`,
    ok((texts) => ({ ...items(texts), usage: { total_tokens } })),
  ]),
];

const log: string[] = [];
let platform: Awaited<ReturnType<typeof startRemotePlatform>>;
let endpoint: Awaited<ReturnType<typeof startFaultServer>>;
let canary: Awaited<ReturnType<typeof startFaultServer>>;

beforeAll(async () => {
  const logger = createLogger('debug', [], { write: (lines) => log.push(lines) });
  platform = await startRemotePlatform({ PROVIDER_TIMEOUT_SECONDS: '3' }, logger);
  canary = await startFaultServer({});
  endpoint = await startFaultServer({
    ...Object.fromEntries(FAULTS.map(([, answer], index) => [`fault-${index}`, answer])),
    ...Object.fromEntries(TAKEN.map(([, answer], index) => [`taken-${index}`, answer])),
    well: ok((texts) => items(texts)),
    redirect: (socket, texts) =>
      json('307 Temporary Redirect', '', { location: `${canary.url}/redirected` })(socket, texts),
  });
}, 120_000);
afterAll(async () => {
  await platform.stop();
  await Promise.all([endpoint.stop(), canary.stop()]);
});

describe.concurrent('an endpoint that fails', () => {
  test.each([
    ...FAULTS.map(([what, , told], index) => ({ what, name: `fault-${index}`, told })),
    { what: 'a redirect', name: 'redirect', told: unavailable },
  ])('$what is told in both dialects, written down, and felt by nobody else', async ({ what, name, told }) => {
    const tenant = await tenantWith({ one: `${endpoint.url}/${name}`, other: `${endpoint.url}/${name}` });
    const [one, other, well, local] = await Promise.all([
      post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'one', input: [CONTENT, 'b'] }),
      post(`${platform.url}/v1/inference/embed`, tenant.secret, { model: 'other', input: [CONTENT, 'b'] }),
      post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'well', input: 'a' }),
      post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'plugsky-embed-v1', input: 'a' }),
    ]);
    expect([well.status, local.status]).toEqual([200, 200]);
    const texts = [await one.text(), await other.text()];
    const [openai, scaigrid] = texts.map((text) => JSON.parse(text));
    expect([one.status, openai.error.code]).toEqual(told.openai);
    expect([other.status, scaigrid.error.code]).toEqual(told.scaigrid);
    for (const leak of LEAKS) expect(texts.join()).not.toContain(leak);
    for (const { headers } of [one, other]) {
      expect(Number(headers.get('retry-after') ?? 1)).toBeGreaterThanOrEqual(1);
      expect(Number(headers.get('retry-after') ?? 0)).toBeLessThanOrEqual(60);
    }
    const tested = await platform.testModel(tenant.id, tenant.ids.one ?? '');
    // A test does not know yet how wide the vectors are.
    expect(tested?.ok).toBe(what === 'narrower vectors' || what === 'wider vectors');
    for (const leak of LEAKS) expect(JSON.stringify(tested)).not.toContain(leak);
    await until(async () => (await rowsOf(tenant.id)).length === 4, 10_000);
    const rows = (await rowsOf(tenant.id)).filter(({ model }) => model === 'one' || model === 'other');
    expect(rows).toEqual([
      { model: 'one', status: told.openai[0], fault: told.fault, tokens: 0, list: '0', told: null },
      { model: 'other', status: told.scaigrid[0], fault: told.fault, tokens: 0, list: '0', told: null },
    ]);
  });
});

describe.concurrent('an endpoint that is odd', () => {
  test.each(TAKEN.map(([what], index) => ({ what, name: `taken-${index}` })))(
    '$what is taken all the same',
    async ({ what, name }) => {
      const tenant = await tenantWith({ one: `${endpoint.url}/${name}` });
      const input = ['a', 'b', 'c'];
      const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'one', input });
      const { data, usage } = (await answer.json()) as { data: { embedding: number[] }[]; usage: object };
      expect(data.map(({ embedding }) => [...Float32Array.from(embedding)])).toEqual(
        input.map((text) => [...Float32Array.from(vectorOfText(text, WIDTH))]),
      );
      const isCounted = !what.startsWith('a count');
      // A count that can't be one is none: ours holds, and is the same for these texts.
      const [row] = await rowsOf(tenant.id);
      expect(row).toMatchObject({ status: 200, told: isCounted ? 6 : null });
      expect(row?.tokens).toBeGreaterThanOrEqual(3);
      expect(usage).toEqual({ prompt_tokens: row?.tokens, total_tokens: row?.tokens });
    },
  );
});

test('the log tells of each failure, without a key and without a text of the caller', () => {
  const lines = log.join('').split('\n');
  expect(lines.filter((line) => line.includes('"fault":"provider_')).length).toBeGreaterThan(80);
  expect(lines.some((line) => line.includes('ACME'))).toBe(true);
  for (const leak of [SECRET, 'CANARY-CONTENT', 'Example Ltd']) {
    expect(lines.filter((line) => line.includes(leak))).toEqual([]);
  }
});

test('a redirect is followed by nobody', () => {
  expect(endpoint.calls.get('redirect')).toBeGreaterThan(0);
  expect(canary.calls.size).toBe(0);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test.skipIf(!hasOpenssl)(
  'a certificate that nobody vouches for: nothing is sent, and it is told (skipped without openssl)',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'gridsky-certificate-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2', '-nodes'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...subject], {
      stdio: 'ignore',
    });
    let requests = 0;
    const server = createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, () => {
      requests += 1;
    });
    try {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const tenant = await tenantWith({ one: `https://localhost:${(server.address() as AddressInfo).port}` });
      const answer = await post(`${platform.url}/v1/embeddings`, tenant.secret, { model: 'one', input: 'a' });
      expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('no valid certificate')]);
      expect(requests).toBe(0);
    } finally {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

type Row = { model: string; status: number; fault: string | null; tokens: number; list: string; told: number | null };

function rowsOf(tenantId: string): Promise<Row[]> {
  return platform.query<Row>(
    `SELECT model, status, error_code AS fault, tokens, list_nano::text AS list, provider_tokens AS told
     FROM usage_event WHERE tenant_id = $1 ORDER BY model`,
    [tenantId],
  );
}

/** A tenant with Voyages of its own at these addresses, and one that is well. */
async function tenantWith(addresses: Record<string, string>) {
  const tenant = await platform.tenant('enterprise', { creditNano: NO_MONEY });
  const ids: Record<string, string> = {};
  for (const [alias, baseUrl] of Object.entries({ ...addresses, well: `${endpoint.url}/well` })) {
    const model = { alias, provider: 'voyage', baseUrl, providerModel: 'voyage-4', secret: SECRET };
    ids[alias] = await platform.untestedModel(tenant.id, model, WIDTH);
  }
  return { ...tenant, ids };
}
