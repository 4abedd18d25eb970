import { isIP } from 'node:net';
import { Fault } from '../../domain/fault.ts';
import { mayConnect } from './public-address.ts';

const LENGTH_MAX = 2_000;

/**
 * The address of somebody else's server, as a browser would read it (WHATWG), or an `invalid` fault that says what is wrong with it.
 * Refuses what needs no look-up to be refused; `sendOutbound` checks each address that a name leads to.
 */
export function parseTarget(text: string, allowedRanges: readonly string[]): URL {
  const url = text.length <= LENGTH_MAX && URL.canParse(text) ? new URL(text) : null;
  if (!url) throw refused('Enter a whole address, such as https://example.com/hooks.');
  if (url.protocol !== 'https:') throw refused('Enter an address that begins with https://.');
  if (url.username || url.password) throw refused('Leave name and password out of the address.');
  url.hash = '';
  const host = hostOf(url);
  if (isIP(host) ? !mayConnect(host, allowedRanges) : isLocalName(host)) {
    throw refused('This address lies in a private network, which this installation does not send to.');
  }
  return url;
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

function refused(message: string): Fault {
  return new Fault('invalid', message, { param: 'url' });
}
