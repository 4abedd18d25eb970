import type { IncomingMessage } from 'node:http';

/** What is read of a refused body before the connection is cut, and for how long. */
const REST_BYTES_MAX = 32 * 1024 * 1024;
const REST_MS_MAX = 15_000;

/**
 * Reads and drops what is left of a refused request's body. Many clients send all before they read anything, and a connection
 * that is closed on unread bytes is reset, which would take the answer along.
 */
export function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let bytes = 0;
  const cut = () => request.socket.destroy();
  const timer = setTimeout(cut, REST_MS_MAX);
  timer.unref();
  const done = () => clearTimeout(timer);
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > REST_BYTES_MAX) cut();
  });
  request.once('end', done).once('close', done).once('error', done);
}
