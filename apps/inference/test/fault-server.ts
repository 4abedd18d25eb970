import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What an endpoint does with a call: writes to the connection whatever it likes, and ends it, or not. */
export type Answer = (socket: Socket, texts: string[]) => void;

/**
 * A server below HTTP, for what no HTTP server would send. Each answer has an address of its own, `/<name>/…`; calls counts those that came.
 */
export async function startFaultServer(
  answers: Record<string, Answer>,
): Promise<{ url: string; calls: Map<string, number>; stop(): Promise<void> }> {
  const calls = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let waiting = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      waiting = Buffer.concat([waiting, chunk]);
      for (let request = take(waiting); request; request = take(waiting)) {
        waiting = waiting.subarray(request.bytes);
        calls.set(request.name, (calls.get(request.name) ?? 0) + 1);
        answers[request.name]?.(socket, request.texts);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The first whole request in the bytes, as every provider's client sends them: with a content-length. */
function take(bytes: Buffer): { name: string; texts: string[]; bytes: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.subarray(0, end).toString('latin1');
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < end + 4 + length) return null;
  const body = JSON.parse(`${bytes.subarray(end + 4, end + 4 + length)}` || '{}') as { input?: string[] };
  return { name: head.split('/')[1] ?? '', texts: body.input ?? [], bytes: end + 4 + length };
}

/** A whole HTTP/1.1 answer. */
export function answerWith(
  status: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): (socket: Socket) => void {
  const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${head.join('')}\r\n`);
    socket.write(body);
  };
}
