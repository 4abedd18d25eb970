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

/**
 * Whether a request of ours may go to an address that a stranger named: public, or in a range that the operator has listed.
 * Takes an IP address in any of its spellings; what is none is refused. IPv6 that carries an IPv4 (mapped, NAT64, 6to4) lies outside
 * global unicast or is listed above, so it is refused whatever it carries.
 */
export function mayConnect(address: string, allowedRanges: readonly string[]): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (cidrsContain(allowedRanges, address)) return true;
  if (family === 4) return !refused.check(address, 'ipv4');
  // A zone names an interface of ours.
  if (address.includes('%')) return false;
  return globalUnicast.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}

function addSubnet(list: BlockList, cidr: string, family: 'ipv4' | 'ipv6'): void {
  const [network = '', bits] = cidr.split('/');
  list.addSubnet(network, Number(bits), family);
}
