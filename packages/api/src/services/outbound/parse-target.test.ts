import { expect, test } from 'vitest';
import { parseTarget } from './parse-target.ts';
import { mayConnect } from './public-address.ts';

/** Ways to write a host that is not on the public Internet; the parser reads many of them as another. */
const PRIVATE_HOSTS = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.255.255.254',
  ],
  ...['0', '0.0.0.0', '0x0', '00', '127.0.0.1.', '１２７.0.0.1', '127。0。0。1', '①②⑦.0.0.1', '%31%32%37.0.0.1'],
  ...[
    '10.0.0.1',
    '10.1',
    '0xa.1',
    '012.0.0.1',
    '167772161',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '0xac100001',
  ],
  ...['192.168.0.1', '192.168.1', '0xc0a80001', '3232235521', '192.168.255.255', '169.254.169.254', '2852039166'],
  ...['0xa9fea9fe', '0251.0376.0251.0376', '100.64.0.1', '100.127.255.255', '192.0.0.1', '192.0.2.1', '192.88.99.1'],
  ...['198.18.0.1', '198.19.255.255', '198.51.100.7', '203.0.113.7', '224.0.0.1', '239.255.255.255', '240.0.0.1'],
  ...['255.255.255.255', '4294967295', '[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...[
    '[::ffff:10.0.0.1]',
    '[::ffff:169.254.169.254]',
    '[::127.0.0.1]',
    '[64:ff9b::10.0.0.1]',
    '[64:ff9b:1::1]',
    '[fc00::1]',
  ],
  ...[
    '[fd12:3456::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[100::1]',
    '[2001::1]',
    '[2001:db8::1]',
    '[2002:7f00:1::]',
  ],
  ...['[2002:a00:1::1]', '[3fff::1]', '[5f00::1]', '[2001:0:4136:e378:8000:63bf:3fff:fdd2]', 'localhost', 'LOCALHOST'],
  ...[
    'localhost.',
    'api.localhost',
    'printer.local',
    'db.internal',
    'metadata.google.internal',
    'router.lan',
    'intranet',
  ],
  ...['postgres', 'x.home.arpa'],
];

test('at least sixty spellings are tried, each once', () => {
  expect(new Set(PRIVATE_HOSTS).size).toBe(PRIVATE_HOSTS.length);
  expect(PRIVATE_HOSTS.length).toBeGreaterThanOrEqual(60);
});

test.each(PRIVATE_HOSTS)('https://%s is refused', (host) => {
  expect(() => parseTarget(`https://${host}/hook`, [])).toThrow(/private network|whole address/);
  expect(() => parseTarget(`https://${host}:8443/`, [])).toThrow(/private network|whole address/);
});

test.each([
  ['http://example.com/', 'https://'],
  ['ftp://example.com/', 'https://'],
  ['file:///etc/passwd', 'https://'],
  ['javascript:alert(1)', 'https://'],
  ['https://user:secret@example.com/', 'name and password'],
  ['https://user@127.0.0.1/', 'name and password'],
  ['//example.com', 'whole address'],
  ['https://', 'whole address'],
  [`https://example.com/${'a'.repeat(2_000)}`, 'whole address'],
])('%s is refused', (text, why) => {
  expect(() => parseTarget(text, [])).toThrow(why);
});

test('what a parser may take for another host is read as a browser reads it', () => {
  expect(parseTarget('https://example.com\\@10.0.0.1/', []).hostname).toBe('example.com');
  expect(() => parseTarget('https://10.0.0.1\\@example.com/', [])).toThrow('private network');
  expect(() => parseTarget('https://10.0.0.1#@example.com/', [])).toThrow('private network');
  expect(() => parseTarget(' https://ex\tample.com@10.0.0.1/', [])).toThrow();
});

test.each([
  'https://example.com/hook?x=1',
  'https://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'https://bücher.example/',
])('%s is taken', (text) => {
  expect(parseTarget(text, []).protocol).toBe('https:');
});

test('a range that the operator lists is let through, and nothing beside it', () => {
  expect(mayConnect('10.1.2.3', ['10.1.0.0/16'])).toBe(true);
  expect(mayConnect('10.2.2.3', ['10.1.0.0/16'])).toBe(false);
  expect(mayConnect('::ffff:10.9.2.3', ['10.1.0.0/16'])).toBe(false);
  expect(mayConnect('fd00::1', ['fd00::/8'])).toBe(true);
  expect(mayConnect('not an address', ['0.0.0.0/0'])).toBe(false);
});
