/** A network as a number: 32 or 128 bits wide, of which the first `prefix` count. */
type Network = { width: 32 | 128; value: bigint; prefix: number };
type Address = Pick<Network, 'width' | 'value'>;

export type ParsedCidr = { ok: true; cidr: string } | { ok: false; message: string };

/**
 * Reads an address or a network in CIDR notation, IPv4 or IPv6, and writes it in the one form that is stored: always with
 * a prefix, IPv6 as RFC 5952 has it, IPv4 inside IPv6 as IPv4. A network with host bits is refused, not rounded: rounding
 * `10.1.2.3/8` would let in sixteen million addresses that nobody meant.
 */
export function parseCidr(text: string): ParsedCidr {
  const trimmed = text.trim();
  const [addressText = '', prefixText, ...rest] = trimmed.split('/');
  const shown = trimmed.slice(0, 60);
  const address = rest.length === 0 ? parseAddress(addressText) : null;
  if (!address) {
    return {
      ok: false,
      message: `“${shown}” is not an address or network. Write it like 203.0.113.7, 10.0.0.0/8 or 2001:db8::/32.`,
    };
  }
  // `::ffff:10.0.0.0/104` counts its prefix in 128 bits although it is an IPv4 network.
  const offset = address.width === 32 && addressText.includes(':') ? 96 : 0;
  const prefix = prefixText === undefined ? address.width : wholeNumber(prefixText) - offset;
  if (!(prefix >= 0 && prefix <= address.width)) {
    return {
      ok: false,
      message: `“${shown}” has no such prefix: after the slash comes a number from ${offset} to ${address.width + offset}.`,
    };
  }
  const value = firstOf(address, prefix);
  if (value === address.value) return { ok: true, cidr: formatNetwork({ ...address, prefix }) };
  const network = formatNetwork({ ...address, value, prefix });
  return {
    ok: false,
    message: `“${shown}” is one address inside a network. Write ${network} for all of it, or ${formatAddress(address)} alone.`,
  };
}

/** Whether a caller's address lies in one of the networks. What is no address lies in none. */
export function cidrsContain(cidrs: readonly string[], addressText: string): boolean {
  // A zone (`fe80::1%eth0`) names an interface of this machine and is no part of the address.
  const address = parseAddress(addressText.split('%')[0] ?? '');
  if (!address) return false;
  return cidrs.some((cidr) => {
    const [text = '', prefix] = cidr.split('/');
    const network = parseAddress(text);
    if (!network || network.width !== address.width) return false;
    return firstOf(address, prefix === undefined ? network.width : Number(prefix)) === network.value;
  });
}

function parseAddress(text: string): Address | null {
  const value = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  if (value === null) return null;
  if (!text.includes(':')) return { width: 32, value };
  return value >> 32n === 0xffffn ? { width: 32, value: value & 0xffff_ffffn } : { width: 128, value };
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split('.');
  // No leading zeros: some programs read 010 as eight.
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)) return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | null {
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  if (tail.includes('.')) {
    const ipv4 = parseIpv4(tail);
    if (ipv4 === null) return null;
    return parseIpv6(`${text.slice(0, lastColon)}:${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = [], end = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - end.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...end];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

/** The first address of the network around this one. */
function firstOf({ width, value }: Address, prefix: number): bigint {
  const hostBits = BigInt(width - prefix);
  return (value >> hostBits) << hostBits;
}

function formatNetwork(network: Network): string {
  return `${formatAddress(network)}/${network.prefix}`;
}

function formatAddress({ width, value }: Address): string {
  if (width === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const run = longestZeros(groups);
  if (run.length < 2) return groups.join(':');
  return `${groups.slice(0, run.start).join(':')}::${groups.slice(run.start + run.length).join(':')}`;
}

/** The first of the longest runs of zero groups: what `::` stands for. */
function longestZeros(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  groups.forEach((group, index) => {
    length = group === '0' ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  });
  return best;
}

function wholeNumber(text: string): number {
  return /^(0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.NaN;
}
