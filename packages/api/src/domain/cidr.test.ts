import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cidrsContain, parseCidr } from './cidr.ts';

test.each([
  ['203.0.113.7', '203.0.113.7/32'],
  [' 10.0.0.0/8 ', '10.0.0.0/8'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1/128'],
  ['2001:0db8::/32', '2001:db8::/32'],
  ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1/128'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1/128'],
  ['::', '::/128'],
  ['::/0', '::/0'],
  ['fe80::', 'fe80::/128'],
  ['::ffff:10.0.0.1', '10.0.0.1/32'],
  ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221/128'],
])('%s is stored as %s', (text, cidr) => {
  expect(parseCidr(text)).toEqual({ ok: true, cidr });
});

test.each([
  ['', 'is not an address or network'],
  ['office', 'is not an address or network'],
  ['10.0.0', 'is not an address or network'],
  ['10.0.0.256', 'is not an address or network'],
  ['010.0.0.1', 'is not an address or network'],
  ['10.0.0.0/8/8', 'is not an address or network'],
  ['1::2::3', 'is not an address or network'],
  ['1:2:3:4:5:6:7:8:9', 'is not an address or network'],
  ['1:2:3:4:5:6:7::8', 'is not an address or network'],
  ['fe80::1%eth0', 'is not an address or network'],
  ['10.0.0.0/33', 'a number from 0 to 32'],
  ['10.0.0.0/', 'a number from 0 to 32'],
  ['10.0.0.0/-1', 'a number from 0 to 32'],
  ['2001:db8::/129', 'a number from 0 to 128'],
  ['::ffff:10.0.0.0/95', 'a number from 96 to 128'],
  ['10.1.2.3/8', 'Write 10.0.0.0/8 for all of it, or 10.1.2.3 alone.'],
  ['2001:db8::1/64', 'Write 2001:db8::/64 for all of it, or 2001:db8::1 alone.'],
])('%s is refused with what to write instead', (text, part) => {
  const parsed = parseCidr(text);
  expect(parsed.ok ? 'ok' : parsed.message).toContain(part);
});

test.each<[string[], string, boolean]>([
  [['10.0.0.0/8'], '10.255.255.255', true],
  [['10.0.0.0/8'], '11.0.0.0', false],
  [['10.0.0.0/8'], '::ffff:10.0.0.1', true],
  [['203.0.113.7/32', '2001:db8::/32'], '2001:db8:ffff::1', true],
  [['203.0.113.7'], '203.0.113.7', true],
  [['0.0.0.0/0'], '2001:db8::1', false],
  [['::/0'], '10.0.0.1', false],
  [['fe80::/10'], 'fe80::1%eth0', true],
  [['0.0.0.0/0', '::/0'], 'unknown', false],
  [[], '10.0.0.1', false],
])('%j and %s: %s', (cidrs, address, inside) => {
  expect(cidrsContain(cidrs, address)).toBe(inside);
});

const address = fc.oneof(fc.ipV4(), fc.ipV6());

test('any address is read, and its stored form reads back as itself', () => {
  fc.assert(
    fc.property(address, (text) => {
      const parsed = parseCidr(text);
      if (!parsed.ok) throw new Error(parsed.message);
      expect(parseCidr(parsed.cidr)).toEqual(parsed);
      expect(cidrsContain([parsed.cidr], text)).toBe(true);
    }),
  );
});

test("agrees with Node's own BlockList on whether an address lies in a network", () => {
  const near = fc.tuple(fc.ipV4(), fc.ipV4(), fc.nat(32)).map(([a, b, bits]) => ({ a, b, bits }));
  const near6 = fc.tuple(fc.ipV6(), fc.ipV6(), fc.nat(128)).map(([a, b, bits]) => ({ a, b, bits }));
  fc.assert(
    fc.property(fc.oneof(near, near6), fc.boolean(), ({ a, b, bits }, same) => {
      const network = /Write (\S+) for all/.exec(messageOf(`${a}/${bits}`))?.[1] ?? `${a}/${bits}`;
      const parsed = parseCidr(network);
      // IPv4 inside IPv6 counts its bits differently there.
      if (!parsed.ok || parsed.cidr.includes(':') !== a.includes(':')) return;
      const list = new BlockList();
      const [start = '', prefix = ''] = parsed.cidr.split('/');
      list.addSubnet(start, Number(prefix), isIPv6(start) ? 'ipv6' : 'ipv4');
      const asked = same ? a : b;
      expect(cidrsContain([parsed.cidr], asked)).toBe(list.check(asked, isIPv6(asked) ? 'ipv6' : 'ipv4'));
    }),
    { numRuns: 500 },
  );
});

function messageOf(text: string): string {
  const parsed = parseCidr(text);
  return parsed.ok ? '' : parsed.message;
}
