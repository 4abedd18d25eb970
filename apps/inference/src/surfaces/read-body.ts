import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Fault } from '@gridsky/api/domain';

export type BodyLimits = {
  /** Of the body as sent, and again of what it inflates to. */
  bytesMax: number;
  /** From the first look at the body to its last byte. */
  timeoutMs: number;
};

/** 2,048 inputs of 8,191 tokens would be more than this, but no plan allows that many tokens in one request. */
export const BODY_BYTES_MAX = 16 * 1024 * 1024;

const INFLATERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads a body, inflated when it is sent as gzip, deflate or br. Errors: `unsupported_media_type` (another encoding),
 * `body_too_large`, `body_too_slow`, `invalid` (not what its encoding says), `client_closed` (cut short).
 */
export async function readBody(request: IncomingMessage, { bytesMax, timeoutMs }: BodyLimits): Promise<Buffer> {
  // Gone while its key was looked up: nothing will be heard of it any more.
  if (request.destroyed && !request.complete) throw cutShort();
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > bytesMax) throw tooLarge(declared, bytesMax);
  const inflater = inflaterOf(request);
  const source: Readable = inflater ? request.pipe(inflater) : request;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let bytesSent = 0;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      request.off('aborted', onCut).off('error', onCut).off('data', onSent);
      source.off('data', onData).off('end', onEnd).off('error', onWrong);
      if (inflater) {
        request.unpipe(inflater);
        inflater.on('error', () => {}).destroy();
      }
      finish();
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bytesMax) settle(() => reject(tooLarge(bytes, bytesMax)));
      else chunks.push(chunk);
    };
    const onSent = (chunk: Buffer) => {
      bytesSent += chunk.length;
      if (bytesSent > bytesMax) settle(() => reject(tooLarge(bytesSent, bytesMax)));
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks)));
    const onWrong = () => settle(() => reject(notAsEncoded(request)));
    const onCut = () => settle(() => reject(cutShort()));
    const timer = setTimeout(() => settle(() => reject(tooSlow(timeoutMs))), timeoutMs);
    request.on('aborted', onCut).on('error', onCut);
    source.on('data', onData).on('end', onEnd);
    if (inflater) {
      request.on('data', onSent);
      inflater.on('error', onWrong);
    }
  });
}

function inflaterOf({ headers }: IncomingMessage): Transform | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding === '' || encoding === 'identity') return null;
  const create = INFLATERS[encoding];
  if (create) return create();
  throw new Fault(
    'unsupported_media_type',
    `The body's content encoding is "${encoding.slice(0, 100)}". Send it as it is, or as one of gzip, deflate, br.`,
  );
}

function cutShort(): Fault {
  return new Fault('client_closed', 'The connection closed before the body was whole.');
}

function notAsEncoded({ headers }: IncomingMessage): Fault {
  return new Fault(
    'invalid',
    `The body is not the ${headers['content-encoding']} that its Content-Encoding says, or is cut short.`,
  );
}

function tooSlow(timeoutMs: number): Fault {
  return new Fault(
    'body_too_slow',
    `The body did not arrive within ${timeoutMs / 1_000} s. Send it faster or in smaller requests.`,
  );
}

function tooLarge(bytes: number, bytesMax: number): Fault {
  return new Fault(
    'body_too_large',
    `The body has ${bytes} bytes or more; at most ${bytesMax} are taken. Send fewer inputs per request.`,
  );
}
