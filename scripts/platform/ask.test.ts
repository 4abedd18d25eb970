import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ask } from './ask.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

test('a whole answer gives its status and its body', async () => {
  const url = await serve((_, response) => response.writeHead(503).end('{"status":"starting"}'));
  expect(await ask(url, 5_000)).toEqual({ status: 503, body: '{"status":"starting"}' });
});

test('headers are sent', async () => {
  const url = await serve(({ headers }, response) =>
    response.writeHead(headers.authorization === 'yes' ? 200 : 401).end(),
  );
  expect(await ask(url, 5_000, { authorization: 'yes' })).toMatchObject({ status: 200 });
});

test.each<[string, (socket: Socket) => void]>([
  ['takes the connection and says nothing', () => undefined],
  ['stops after the headers', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf')],
  ['breaks off in the body', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf')],
  ['speaks no HTTP', (socket) => socket.end('220 mail.example.com\r\n')],
  ['closes at once', (socket) => socket.destroy()],
])('of a server that %s there is no answer, within the limit', async (_, serveSocket) => {
  const server = createTcpServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined);
    socket.once('data', () => serveSocket(socket));
  }).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  expect(await ask(urlOf(server), 300)).toBeUndefined();
});

test('of a port where nothing listens there is no answer', async () => {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = urlOf(server);
  server.close();
  await once(server, 'close');
  expect(await ask(url, 5_000)).toBeUndefined();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  return urlOf(server);
}

function urlOf(server: { address: () => ReturnType<Socket['address']> | string | null }): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address && 'port' in address ? address.port : 0}/`;
}
