import type { IncomingMessage } from 'node:http';
import { Fault } from '@gridsky/api/domain';
import { type BodyLimits, readBody } from './read-body.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads and parses a JSON body: UTF-8, with or without a byte order mark. Errors: those of readBody,
 * `unsupported_media_type`, `invalid`.
 */
export async function readJsonBody(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const type = request.headers['content-type'];
  if (type !== undefined && !isJson(type)) {
    throw new Fault(
      'unsupported_media_type',
      `The body's content type is "${type.slice(0, 100)}". Send JSON in UTF-8 with "Content-Type: application/json".`,
    );
  }
  const text = decode(await readBody(request, limits));
  if (text.trim() === '') throw new Fault('invalid', 'The body is empty. Send a JSON object with "model" and "input".');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which must not reach the log.
    throw new Fault('invalid', 'The body is not valid JSON. Check quotes, commas and brackets.');
  }
}

function isJson(type: string): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1]?.toLowerCase();
  return (
    /^\s*application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type) &&
    (charset === undefined || /^(utf-?8|us-ascii)$/.test(charset))
  );
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Fault('invalid', 'The body is not valid UTF-8. JSON is sent in UTF-8.');
  }
}
