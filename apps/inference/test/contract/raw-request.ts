import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** A connection on which a test writes bytes as it likes. */
export async function openConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  await once(socket, 'connect');
  // Whether the other side resets it is told by what was read.
  socket.on('error', () => {});
  return socket;
}

/** The first whole answer on a connection, or null when it ends or breaks without one. */
export async function readAnswer(socket: Socket): Promise<RawAnswer | null> {
  let bytes = Buffer.alloc(0);
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes = Buffer.concat([bytes, chunk]);
      const answer = parse(bytes);
      if (answer) return answer;
    }
  } catch {
    return null;
  }
  return null;
}

function parse(bytes: Buffer): RawAnswer | null {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const status = Number(first.split(' ')[1]);
  // 100 Continue is no answer yet.
  if (status === 100) return parse(bytes.subarray(end + 4));
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const body = bytes.subarray(end + 4);
  const length = Number(headers['content-length']);
  if (Number.isNaN(length)) return /\r\n0\r\n\r\n$/.test(text) ? { status, headers, body: body.toString() } : null;
  return body.length < length ? null : { status, headers, body: body.toString('utf8', 0, length) };
}

/** The head of a POST of JSON. */
export function head(path: string, secret: string | null, headers: Record<string, string | number>): string {
  const all = {
    host: 'localhost',
    'content-type': 'application/json',
    ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}
