import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';

/** The same slices, of which the first is made at once. */
export function begun(slices: Generator<Buffer>): Generator<Buffer> {
  const first = slices.next();
  return (function* () {
    if (first.done) return;
    yield first.value;
    yield* slices;
  })();
}

/**
 * Sends a JSON answer slice by slice, with a turn of the event loop between two and waiting for a slow reader. An answer
 * of one slice goes out whole, with its length. `compress`: as br or gzip, if the client takes one of them.
 */
export async function sendSlices(
  reply: FastifyReply,
  slices: Generator<Buffer>,
  compress = false,
): Promise<FastifyReply> {
  const first = slices.next();
  let next = slices.next();
  reply.type('application/json; charset=utf-8');
  if (compress) reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].flat().filter(Boolean).join(', '));
  const encoding = compress ? acceptedEncoding(reply.request.headers['accept-encoding']) : null;
  if (first.done) return reply.send('');
  if (next.done && !encoding) return reply.send(first.value);

  // A hijacked reply skips the hooks that finish an answer.
  stampProcessingTime(reply);
  if (encoding) reply.header('content-encoding', encoding);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(reply.statusCode, reply.getHeaders() as Record<string, string>);
  const out = encoding ? compressorInto(raw, encoding) : raw;
  out.write(first.value);
  while (!next.done && !raw.destroyed) {
    if (!out.write(next.value)) await writable(out, raw);
    await nextTurn();
    next = slices.next();
  }
  out.end();
  return reply;
}

/** OpenAI's header of the time spent, milliseconds. */
export function stampProcessingTime(reply: FastifyReply): void {
  reply.header('openai-processing-ms', String(Math.max(0, Math.round(reply.elapsedTime))));
}

/** The better of the encodings that a client takes: br is the smaller and, at these settings, the cheaper one. */
function acceptedEncoding(header: string | string[] | undefined): 'br' | 'gzip' | null {
  const accepted = String(header ?? '')
    .toLowerCase()
    .split(',')
    .filter((entry) => !/;\s*q\s*=\s*0(\.0*)?\s*$/.test(entry))
    .map((entry) => entry.split(';', 1)[0]?.trim());
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : null;
}

/** Compresses in zlib's own threads, at the cheapest settings: digits don't get much smaller at others. */
function compressorInto(raw: Writable, encoding: 'br' | 'gzip'): Writable {
  const compressor =
    encoding === 'br'
      ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
      : createGzip({ level: 1 });
  raw.once('close', () => compressor.destroy());
  compressor.pipe(raw);
  return compressor;
}

/** Resolves when the reader has caught up or is gone. */
function writable(out: Writable, raw: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      out.off('drain', done);
      raw.off('close', done);
      resolve();
    };
    out.on('drain', done);
    raw.on('close', done);
  });
}
