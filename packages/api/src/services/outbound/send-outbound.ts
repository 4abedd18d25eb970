import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';
import { checkedLookup, type OutboundSettings } from './checked-lookup.ts';
import { isOwnNetworkOnly, parseTarget } from './parse-target.ts';

export type OutboundRequest = {
  url: string;
  method: 'POST' | 'GET';
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
  /** Bytes of the answer that are read; the rest is dropped with the connection. */
  answerBytesMax: number;
};

export type OutboundAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/**
 * One HTTPS request to an address that a tenant has named. The name is resolved once, at the socket's own look-up, where every address it
 * has is checked: one private among them refuses the request, so a name can't show a public address to a check and lead elsewhere
 * later. Follows no redirect: a 3xx is an answer. Throws a Fault (`invalid`) or a TargetRefused before anything is sent, an
 * Error when the connection fails or takes too long.
 */
export function sendOutbound(settings: OutboundSettings, outgoing: OutboundRequest): Promise<OutboundAnswer> {
  const { allowedRanges, ca } = settings;
  const url = parseTarget(outgoing.url, allowedRanges);
  const isSecure = url.protocol === 'https:';
  // An agent of its own: a kept connection would have been checked for another request.
  const agent = new (isSecure ? Agent : PlainAgent)({ keepAlive: false, maxSockets: 1 });
  return new Promise((fulfil, reject) => {
    const sent = (isSecure ? request : plainRequest)(
      url,
      {
        method: outgoing.method,
        headers: outgoing.headers,
        agent,
        lookup: checkedLookup(settings, isOwnNetworkOnly(url)),
        signal: AbortSignal.timeout(outgoing.timeoutMs),
        ...(ca === undefined ? {} : { ca }),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        const finish = () =>
          fulfil({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) });
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk.subarray(0, outgoing.answerBytesMax - bytes));
          bytes += chunk.length;
          if (bytes < outgoing.answerBytesMax) return;
          finish();
          answer.destroy();
        });
        answer.on('end', finish);
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(outgoing.body);
  });
}
