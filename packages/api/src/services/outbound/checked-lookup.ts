import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { mayConnect } from './public-address.ts';

export type OutboundSettings = {
  /** Ranges of private addresses that the operator lets through, CIDR. */
  allowedRanges: readonly string[];
  /** Certificates to trust besides the system's, PEM. */
  ca?: string;
  /** The resolver; node's own unless told otherwise. */
  resolve?: typeof lookup;
};

/** The target may not be reached: a private address, or none at all. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
  /** What the name leads to. */
  readonly addresses: string[];

  constructor(message: string, addresses: string[] = []) {
    super(message);
    this.addresses = addresses;
  }
}

/**
 * The socket's own look-up: every address that the name has is checked, and one that is not allowed refuses the connection, so a name can't
 * show a public address to a check and lead elsewhere later.
 */
export function checkedLookup(
  { allowedRanges, resolve = lookup }: OutboundSettings,
  ownNetworkOnly: boolean,
): LookupFunction {
  return (host, options, done) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const addresses = found as unknown as LookupAddress[] | undefined;
      const [first] = addresses ?? [];
      if (error || !addresses || !first) return done(error ?? new TargetRefused(`${host} has no address.`), '', 0);
      if (!addresses.every(({ address }) => mayConnect(address, allowedRanges, ownNetworkOnly))) {
        const all = addresses.map(({ address }) => address);
        return done(new TargetRefused(`${host} leads into a private network.`, all), '', 0);
      }
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}
