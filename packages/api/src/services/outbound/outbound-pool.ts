import { type ClientRequest, Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { checkedLookup, type OutboundSettings } from './checked-lookup.ts';
import { isOwnNetworkOnly, parseTarget } from './parse-target.ts';

export type PooledRequest = {
  url: string;
  method: 'POST' | 'GET';
  headers: Record<string, string>;
  body?: string;
};

export type PooledAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

export type OutboundPool = {
  /**
   * One exchange over a kept connection where there is one. Follows no redirect, uses no proxy. Throws a Fault (`invalid`) or a
   * TargetRefused before anything is sent, AnswerTooLarge, the signal's reason, or an Error when the connection fails.
   */
  send(outgoing: PooledRequest, signal: AbortSignal): Promise<PooledAnswer>;
  /** Closes the idle connections. */
  close(): void;
};

/** More came than is read: the connection was dropped. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';
}

/** Connections to one host at a time; idle ones among them are kept this long. */
const SOCKETS_MAX = 256;
const IDLE_MS = 30_000;

/**
 * Requests to addresses that tenants have named, over connections that are kept. Each connection's address was checked when it was made, by the
 * rule of its host, port and protocol, and these are what the pool tells connections apart by: a kept one leads where it was allowed to.
 */
export function createOutboundPool(settings: OutboundSettings, answerBytesMax: number): OutboundPool {
  const kept = { keepAlive: true, maxSockets: SOCKETS_MAX, maxFreeSockets: SOCKETS_MAX, timeout: IDLE_MS } as const;
  const agents = {
    secure: new Agent({ ...kept, ...(settings.ca === undefined ? {} : { ca: settings.ca }) }),
    plain: new PlainAgent(kept),
  };
  const lookups = { any: checkedLookup(settings, false), own: checkedLookup(settings, true) };

  const begin = (url: URL, { method, headers, body = '' }: PooledRequest, signal: AbortSignal): ClientRequest => {
    const lookup = isOwnNetworkOnly(url) ? lookups.own : lookups.any;
    const options = { method, headers: { ...headers, 'content-length': Buffer.byteLength(body) }, lookup, signal };
    return url.protocol === 'https:'
      ? request(url, { ...options, agent: agents.secure })
      : plainRequest(url, { ...options, agent: agents.plain });
  };

  const exchange = (url: URL, outgoing: PooledRequest, signal: AbortSignal): Promise<PooledAnswer> =>
    new Promise((fulfil, reject) => {
      const sent = begin(url, outgoing, signal);
      let answered = false;
      sent.on('response', (answer) => {
        answered = true;
        const chunks: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes <= answerBytesMax) chunks.push(chunk);
          else answer.destroy(new AnswerTooLarge(`The answer is larger than ${answerBytesMax} bytes.`));
        });
        answer.on('end', () =>
          fulfil({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
        answer.on('error', reject);
        // Without an end: cut off in the middle.
        answer.on('close', () => reject(new Error('The connection ended before the answer did.')));
      });
      sent.on('error', (error) => {
        // The server closed a kept connection in the moment in which we took it: nothing of the request was read.
        if (!answered && sent.reusedSocket && isReset(error)) exchange(url, outgoing, signal).then(fulfil, reject);
        else reject(error);
      });
      sent.end(outgoing.body);
    });

  return {
    send: async (outgoing, signal) => exchange(parseTarget(outgoing.url, settings.allowedRanges), outgoing, signal),
    close() {
      agents.secure.destroy();
      agents.plain.destroy();
    },
  };
}

function isReset(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}
