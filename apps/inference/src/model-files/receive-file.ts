import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Fault } from '@gridsky/api/domain';

export type ReceiveLimits = {
  bytesMax: number;
  /** Longest pause between two parts of the body, and longest time in all. */
  idleMsMax: number;
  totalMsMax: number;
};

/**
 * Writes a request's body to a file as it comes, and makes sure that it is on the disk. Never more than a few chunks are in memory. What
 * becomes of the file after a failure is the caller's business. Errors: `body_too_large`, `body_too_slow`, `client_closed`, `invalid` for
 * an empty body.
 */
export async function receiveFile(
  request: IncomingMessage,
  path: string,
  { bytesMax, idleMsMax, totalMsMax }: ReceiveLimits,
): Promise<{ bytes: number; sha256: string }> {
  if (request.destroyed && !request.complete) throw cutShort();
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > bytesMax) throw tooLarge(declared, bytesMax);
  const file = await open(path, 'wx', 0o640);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    await eachChunk(request, { idleMsMax, totalMsMax }, async (chunk) => {
      bytes += chunk.length;
      if (bytes > bytesMax) throw tooLarge(bytes, bytesMax);
      hash.update(chunk);
      await file.writev([chunk]);
    });
    if (bytes === 0) throw new Fault('invalid', 'The file is empty. Send its content as the body of the request.');
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** Unlike an iterator it leaves the rest of a refused body unread on the connection, on which an answer has to go out. */
function eachChunk(
  request: IncomingMessage,
  { idleMsMax, totalMsMax }: Omit<ReceiveLimits, 'bytesMax'>,
  take: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let taking: Promise<void> = Promise.resolve();
    const settle = (finish: () => void) => {
      clearTimeout(idle);
      clearTimeout(total);
      request.off('data', onData).off('end', onEnd).off('aborted', onCut).off('error', onCut).off('close', onCut);
      // Nobody takes what is left of a refused body here; it must go on flowing so that the answer can be read.
      request.resume();
      // The file may be closed only when nothing is being written to it any more.
      taking.then(finish, finish);
    };
    const onSlow = () => settle(() => reject(tooSlow(idleMsMax)));
    const onCut = () => settle(() => reject(cutShort()));
    const onEnd = () => settle(() => taking.then(resolve, reject));
    const onData = (chunk: Buffer) => {
      idle.refresh();
      request.pause();
      taking = take(chunk);
      taking.then(
        () => request.resume(),
        (error) => settle(() => reject(error)),
      );
    };
    const idle = setTimeout(onSlow, idleMsMax);
    const total = setTimeout(() => settle(() => reject(tooSlow(totalMsMax))), totalMsMax);
    request.on('data', onData).on('end', onEnd).on('aborted', onCut).on('error', onCut).on('close', onCut);
  });
}

function tooLarge(bytes: number, bytesMax: number): Fault {
  return new Fault(
    'body_too_large',
    `The file has ${bytes.toLocaleString('en')} bytes or more; at most ${bytesMax.toLocaleString('en')} are taken. Upload a smaller one, such as a quantised graph.`,
  );
}

function tooSlow(ms: number): Fault {
  return new Fault(
    'body_too_slow',
    `The file did not arrive in time (${Math.round(ms / 1_000)} s). Send it again over a faster connection.`,
  );
}

function cutShort(): Fault {
  return new Fault('client_closed', 'The connection closed before the file was whole.');
}
