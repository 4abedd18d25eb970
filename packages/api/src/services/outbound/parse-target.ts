import { isIP } from 'node:net';
import { Fault } from '../../domain/fault.ts';
import { mayConnect } from './public-address.ts';

const LENGTH_MAX = 2_000;
/** Ports of the public Internet at which somebody's API may be. */
const PORTS = new Set(['', '443', '8443']);

/**
 * The address of somebody else's server, as a browser would read it (WHATWG), or an `invalid` fault that says what is wrong with it.
 * Refuses what needs no look-up to be refused; whoever connects checks each address that a name leads to (`checkedLookup`).
 */
export function parseTarget(text: string, allowedRanges: readonly string[], param = 'url'): URL {
  const refused = (message: string) => new Fault('invalid', message, { param });
  const url = text.length <= LENGTH_MAX && URL.canParse(text) ? new URL(text) : null;
  if (!url) throw refused('Enter a whole address, such as https://example.com/hooks.');
  const isPlain = url.protocol === 'http:' && allowedRanges.length > 0;
  if (url.protocol !== 'https:' && !isPlain) throw refused('Enter an address that begins with https://.');
  if (url.username || url.password) throw refused('Leave name and password out of the address.');
  url.hash = '';
  if (isOwnNetworkOnly(url) && allowedRanges.length === 0) {
    throw refused('This address names a port that this installation does not send to: 443 and 8443 are open.');
  }
  const host = hostOf(url);
  const isRefused = isIP(host)
    ? !mayConnect(host, allowedRanges, isOwnNetworkOnly(url))
    : // A name of the operator's own network may well have no dot: where it leads is checked when it is looked up.
      isLocalName(host) && allowedRanges.length === 0;
  if (isRefused) throw refused('This address lies in a private network, which this installation does not send to.');
  return url;
}

/** Whether the address may lead only into ranges that the operator has listed: plain http, and ports that are nobody's public API. */
export function isOwnNetworkOnly(url: URL): boolean {
  return url.protocol !== 'https:' || !PORTS.has(url.port);
}

/** The host without the brackets of an IPv6 address. The parser has brought every spelling of an IPv4 address to the one with dots. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

/** Names that lead into a network of one's own by their meaning. */
function isLocalName(host: string): boolean {
  return (
    !host.includes('.') || /\.(localhost|local|internal|lan|home|corp|intranet|home\.arpa|localdomain)$/.test(host)
  );
}
