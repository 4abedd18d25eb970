import type { Socket } from 'node:net';
import { createRequestId, publicRequestId } from '../surfaces/request-id.ts';

/** Status, text and code for what is so broken that it never becomes a request. */
const ANSWERS: Record<string, readonly [status: string, message: string, code: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The headers of the request are larger than 16 KB. Send fewer or shorter ones.',
    'headers_too_large',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'The request did not arrive in time. Send it faster or in smaller requests.',
    'request_timeout',
  ],
};
const MALFORMED = ['400 Bad Request', 'This is not a well-formed HTTP/1.1 request.', 'malformed_request'] as const;

/**
 * Answers a connection on which something arrived that is no request, in OpenAI's shape, since no path tells the dialect. Where an
 * answer was already under way nothing more can be said.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket, now: number): void {
  if (!socket.writable || error.code === 'ECONNRESET' || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const [status, message, code] = ANSWERS[error.code ?? ''] ?? MALFORMED;
  const body = JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } });
  socket.write(
    [
      `HTTP/1.1 ${status}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${publicRequestId(createRequestId(now))}`,
      'openai-version: 2020-10-01',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // Whatever of the connection's request is being read is over as well.
  socket.destroySoon();
}
