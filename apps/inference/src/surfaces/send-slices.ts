import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/**
 * Sends a JSON answer slice by slice, with a turn of the event loop between two and waiting for a slow reader. An answer
 * of one slice goes out whole, with its length.
 */
export async function sendSlices(reply: FastifyReply, slices: Generator<Buffer>): Promise<FastifyReply> {
  const first = slices.next();
  let next = slices.next();
  reply.type('application/json; charset=utf-8');
  if (first.done) return reply.send('');
  if (next.done) return reply.send(first.value);

  // A hijacked reply skips the hooks that finish an answer.
  stampProcessingTime(reply);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>);
  raw.write(first.value);
  while (!next.done && !raw.destroyed) {
    if (!raw.write(next.value)) await writable(raw);
    await nextTurn();
    next = slices.next();
  }
  raw.end();
  return reply;
}

/** OpenAI's header of the time spent, milliseconds. */
export function stampProcessingTime(reply: FastifyReply): void {
  reply.header('openai-processing-ms', String(Math.max(0, Math.round(reply.elapsedTime))));
}

/** Resolves when the reader has caught up or is gone. */
function writable(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      raw.off('drain', done).off('close', done);
      resolve();
    };
    raw.on('drain', done).on('close', done);
  });
}
