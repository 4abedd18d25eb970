import type { IncomingMessage } from 'node:http';
import { Fault } from '@gridsky/api/domain';

/** 2,048 inputs of 8,191 tokens would be more than this, but no plan allows that many tokens in one request. */
export const BODY_BYTES_MAX = 16 * 1024 * 1024;
/** A client that sends slower than this in all is cut off. */
const READ_TIMEOUT_MS = 60_000;

/**
 * Reads and parses a JSON body. Errors: `unsupported_media_type`, `body_too_large`, `invalid` (not JSON, cut short, too slow).
 */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new Fault(
      'unsupported_media_type',
      `The body's content type is "${type.slice(0, 100)}". Send JSON with "Content-Type: application/json".`,
    );
  }
  const text = (await readBytes(request)).toString('utf8');
  if (text.trim() === '') throw new Fault('invalid', 'The body is empty. Send a JSON object with "model" and "input".');
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which must not reach the log.
    throw new Fault('invalid', 'The body is not valid JSON. Check quotes, commas and brackets.');
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > BODY_BYTES_MAX) throw tooLarge(declared);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('aborted', onCut);
      finish();
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > BODY_BYTES_MAX) settle(() => reject(tooLarge(bytes)));
      else chunks.push(chunk);
    };
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks)));
    const onCut = () =>
      settle(() => reject(new Fault('client_closed', 'The connection closed before the body was whole.')));
    const timer = setTimeout(
      () =>
        settle(() =>
          reject(
            new Fault(
              'invalid',
              `The body did not arrive within ${READ_TIMEOUT_MS / 1_000} s. Send it faster or in smaller requests.`,
            ),
          ),
        ),
      READ_TIMEOUT_MS,
    );
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('aborted', onCut);
  });
}

function tooLarge(bytes: number): Fault {
  return new Fault(
    'body_too_large',
    `The body has ${bytes} bytes or more; at most ${BODY_BYTES_MAX} are taken. Send fewer inputs per request.`,
  );
}
