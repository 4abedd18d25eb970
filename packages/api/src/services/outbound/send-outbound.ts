import { type LookupAddress, lookup } from 'node:dns';
import { Agent, request } from 'node:https';
import type { LookupFunction } from 'node:net';
import { parseTarget } from './parse-target.ts';
import { mayConnect } from './public-address.ts';

export type OutboundSettings = {
  /** Ranges of private addresses that the operator lets through, CIDR. */
  allowedRanges: readonly string[];
  /** Certificates to trust besides the system's, PEM. */
  ca?: string;
  /** The resolver; node's own unless told otherwise. */
  resolve?: typeof lookup;
};

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

/** The target may not be reached: a private address, or none at all. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

/**
 * One HTTPS request to an address that a tenant has named. The name is resolved once, at the socket's own look-up, where every address it
 * has is checked: one private among them refuses the request, so a name can't show a public address to a check and lead elsewhere
 * later. Follows no redirect: a 3xx is an answer. Throws a Fault (`invalid`) or a TargetRefused before anything is sent, an
 * Error when the connection fails or takes too long.
 */
export function sendOutbound(settings: OutboundSettings, outgoing: OutboundRequest): Promise<OutboundAnswer> {
  const { allowedRanges, ca, resolve = lookup } = settings;
  const url = parseTarget(outgoing.url, allowedRanges);
  // An agent of its own: a kept connection would have been checked for another request.
  const agent = new Agent({ keepAlive: false, maxSockets: 1 });
  return new Promise((fulfil, reject) => {
    const sent = request(
      url,
      {
        method: outgoing.method,
        headers: outgoing.headers,
        agent,
        lookup: checkedLookup(resolve, allowedRanges),
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

function checkedLookup(resolve: typeof lookup, allowedRanges: readonly string[]): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const addresses = found as unknown as LookupAddress[] | undefined;
      const [first] = addresses ?? [];
      if (error || !addresses || !first) return done(error ?? new TargetRefused(`${host} has no address.`), '', 0);
      if (!addresses.every(({ address }) => mayConnect(address, allowedRanges))) {
        return done(new TargetRefused(`${host} leads into a private network.`), '', 0);
      }
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
