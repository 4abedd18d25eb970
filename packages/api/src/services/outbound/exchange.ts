import { type ClientRequest, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { setBounded } from '../../domain/set-bounded.ts';
import { checkedLookup, type OutboundSettings } from './checked-lookup.ts';
import { isOwnNetworkOnly, parseTarget } from './parse-target.ts';

export type OutboundRequest = {
  url: string;
  method: 'POST' | 'GET';
  headers: Record<string, string>;
  body?: string;
};

export type OutboundAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** More came than is read: the connection was dropped. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

export type ReadLimits = {
  answerBytesMax: number;
  /** What becomes of a larger answer: it is refused with AnswerTooLarge, or its beginning is all that is read. */
  larger: 'refused' | 'cut';
};

export type Connections = {
  /** Throws a Fault (`invalid`) for an address that may not be sent to. */
  begin(outgoing: OutboundRequest): ClientRequest;
  /** Closes those that are idle. */
  close(): void;
};

/** Connections to one host at a time; idle ones among them are kept this long. */
const SOCKETS_MAX = 256;
const IDLE_MS = 30_000;
/** Addresses of which it is remembered that they may be sent to, and how. */
const TARGETS_MAX = 1_000;

/**
 * Makes connections whose address is checked when they are made, by the rule of their host, port and protocol. These are what kept ones are
 * told apart by: one that is taken again leads where it was allowed to.
 */
export function openConnections(settings: OutboundSettings, keepAlive: boolean): Connections {
  const terms = keepAlive
    ? { keepAlive, maxSockets: SOCKETS_MAX, maxFreeSockets: SOCKETS_MAX, timeout: IDLE_MS }
    : { keepAlive };
  const agents = {
    secure: new Agent({ ...terms, ...(settings.ca === undefined ? {} : { ca: settings.ca }) }),
    plain: new PlainAgent(terms),
  };
  const lookups = { any: checkedLookup(settings, false), own: checkedLookup(settings, true) };
  const targets = new Map<string, ReturnType<typeof targetOf>>();

  // What an address says never changes; where its name leads is looked up for each connection.
  const targetOf = (text: string) => {
    const url = parseTarget(text, settings.allowedRanges);
    const isSecure = url.protocol === 'https:';
    const options = {
      ...urlToHttpOptions(url),
      agent: isSecure ? agents.secure : agents.plain,
      lookup: isOwnNetworkOnly(url) ? lookups.own : lookups.any,
    };
    const target = { send: isSecure ? request : plainRequest, options };
    setBounded(targets, text, target, TARGETS_MAX);
    return target;
  };

  return {
    begin({ url, method, headers, body }) {
      const { send, options } = targets.get(url) ?? targetOf(url);
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      // Compressed answers are not read: a few bytes could stand for more than the machine has.
      return send({ ...options, method, headers: { 'accept-encoding': 'identity', ...headers, ...length } });
    },
    close() {
      agents.secure.destroy();
      agents.plain.destroy();
    },
  };
}

/**
 * One request to an address that a tenant has named, and its answer. Follows no redirect (a 3xx is an answer), uses no proxy. Throws a Fault
 * (`invalid`) or a TargetRefused before anything is sent, AnswerTooLarge, the signal's reason, or an Error when the connection fails.
 */
export async function exchange(
  connections: Connections,
  outgoing: OutboundRequest,
  limits: ReadLimits,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  for (;;) {
    try {
      return await sendOnce(connections, outgoing, limits, signal);
    } catch (error) {
      // Its server closed a kept connection in the moment in which we took it: nothing of the request was read.
      if (!(error instanceof KeptConnectionClosed)) throw error;
    }
  }
}

function sendOnce(
  connections: Connections,
  outgoing: OutboundRequest,
  { answerBytesMax, larger }: ReadLimits,
  signal: AbortSignal,
): Promise<OutboundAnswer> {
  return new Promise((resolve, refuse) => {
    signal.throwIfAborted();
    const sent = connections.begin(outgoing);
    let answered = false;
    // Node's own `signal` option follows the request's end by listeners of its own, which cost a lone call a tenth of its time.
    const stop = () => {
      reject(signal.reason);
      sent.destroy();
    };
    signal.addEventListener('abort', stop);
    const settle = () => signal.removeEventListener('abort', stop);
    const fulfil = (answer: OutboundAnswer) => {
      settle();
      resolve(answer);
    };
    const reject = (error: unknown) => {
      settle();
      refuse(error);
    };
    sent.on('response', (answer) => {
      answered = true;
      if (larger === 'refused' && Number(answer.headers['content-length']) > answerBytesMax) {
        answer.destroy();
        reject(new AnswerTooLarge(`The answer is announced as larger than ${answerBytesMax} bytes.`));
        return;
      }
      const chunks: Buffer[] = [];
      let left = answerBytesMax;
      const finish = () => fulfil({ status: answer.statusCode ?? 0, headers: answer.headers, body: joined(chunks) });
      answer.on('data', (chunk: Buffer) => {
        if (chunk.length > left && larger === 'refused') {
          answer.destroy(new AnswerTooLarge(`The answer is larger than ${answerBytesMax} bytes.`));
          return;
        }
        chunks.push(chunk.length > left ? chunk.subarray(0, left) : chunk);
        left -= Math.min(chunk.length, left);
        if (left > 0 || larger === 'refused') return;
        finish();
        answer.destroy();
      });
      answer.on('end', finish);
      answer.on('error', reject);
      // Without an end: cut off in the middle.
      answer.on('close', () => reject(new Error('The connection ended before the answer did.')));
    });
    // Neither of them comes with an answer, and the second without an error.
    sent.on('upgrade', (_answer, socket) => socket.destroy());
    sent.on('close', () => reject(new Error('The connection ended without an answer.')));
    sent.on('error', (error) =>
      reject(!answered && sent.reusedSocket && isReset(error) ? new KeptConnectionClosed() : error),
    );
    sent.end(outgoing.body);
  });
}

/** Most answers come in one piece. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [whole] = chunks;
  return whole && chunks.length === 1 ? whole : Buffer.concat(chunks);
}

class KeptConnectionClosed extends Error {}

/** Whether the server's certificate is why there was no exchange: expired, for another host, or of nobody that is trusted. */
export function isCertificateError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && CERTIFICATE_CODES.test(String(error.code));
}

const CERTIFICATE_CODES = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
