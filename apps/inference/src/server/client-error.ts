import type { Socket } from 'node:net';
import type { FaultCode } from '@gridsky/api/domain';
import { helpOf } from '../surfaces/help.ts';
import { createRequestId, publicRequestId } from '../surfaces/request-id.ts';

type Answer = readonly [status: string, message: string, code: string, explainedAt: FaultCode];

/** Status, text and code for what is so broken that it never becomes a request. */
const ANSWERS: Record<string, Answer> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The headers of the request are larger than 16 KB. Send fewer or shorter ones.',
    'headers_too_large',
    'invalid',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    '408 Request Timeout',
    'The request did not arrive in time. Send it faster or in smaller requests.',
    'request_timeout',
    'body_too_slow',
  ],
};
const MALFORMED: Answer = [
  '400 Bad Request',
  'This is not a well-formed HTTP/1.1 request.',
  'malformed_request',
  'invalid',
];

/**
 * Answers a connection on which something arrived that is no request, in OpenAI's shape, since no path tells the dialect. Where an
 * answer was already under way nothing more can be said.
 */
export function answerClientError(
  error: Error & { code?: string },
  socket: Socket,
  now: number,
  errorsUrl: string,
): void {
  if (!socket.writable || error.code === 'ECONNRESET' || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const [status, message, code, explainedAt] = ANSWERS[error.code ?? ''] ?? MALFORMED;
  const help = helpOf(errorsUrl, explainedAt);
  const body = JSON.stringify({
    error: { message: help.append(message), type: 'invalid_request_error', param: null, code },
  });
  socket.write(
    [
      `HTTP/1.1 ${status}`,
      'content-type: application/json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      `x-request-id: ${publicRequestId(createRequestId(now))}`,
      'openai-version: 2020-10-01',
      `link: ${help.header.link}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // Whatever of the connection's request is being read is over as well.
  socket.destroySoon();
}
