import { BlockList, isIP } from 'node:net';
import { cidrsContain } from '../../domain/cidr.ts';

/** What is not the public Internet: IANA's special-purpose registry for IPv4. */
const REFUSED_V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24'],
  ...['198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** Of the global unicast addresses: Teredo and its neighbours, 6to4 (an IPv4 inside), documentation. */
const REFUSED_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const refused = new BlockList();
for (const cidr of REFUSED_V4) addSubnet(refused, cidr, 'ipv4');
for (const cidr of REFUSED_V6) addSubnet(refused, cidr, 'ipv6');

const globalUnicast = new BlockList();
addSubnet(globalUnicast, '2000::/3', 'ipv6');

/** Where clouds hand out the credentials of the machine that asks: never, whatever an operator lists. */
const METADATA = [
  ...['169.254.169.254', '169.254.170.2', '169.254.170.23', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['fd00:ec2::254', 'fd00:ec2::23', 'fd20:ce::254'],
];
const metadata = new BlockList();
for (const address of METADATA) metadata.addAddress(address, address.includes(':') ? 'ipv6' : 'ipv4');

/**
 * Whether a request of ours may go to an address that a stranger named: public, or in a range that the operator has listed; of the latter
 * alone with `ownNetworkOnly`. Takes an IP address in any of its spellings; what is none is refused. IPv6 that carries an IPv4 (mapped,
 * NAT64, 6to4) lies outside global unicast or is listed above, so it is refused whatever it carries.
 */
export function mayConnect(address: string, allowedRanges: readonly string[], ownNetworkOnly = false): boolean {
  const family = isIP(address);
  // A zone names an interface of ours.
  if (family === 0 || address.includes('%')) return false;
  if (metadata.check(address, family === 4 ? 'ipv4' : 'ipv6')) return false;
  if (cidrsContain(allowedRanges, address)) return true;
  if (ownNetworkOnly) return false;
  if (family === 4) return !refused.check(address, 'ipv4');
  return globalUnicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}

function addSubnet(list: BlockList, cidr: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', bits] = cidr.split('/');
  list.addSubnet(network, Number(bits), family);
}
