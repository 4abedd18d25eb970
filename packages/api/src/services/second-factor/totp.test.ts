import { expect, test } from 'vitest';
import { base32, totpCode, totpStep, totpUri } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');

// RFC 6238, appendix B: SHA-1, eight digits there, of which six are the last.
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %i seconds the code is %s, as in RFC 6238', (seconds, code) => {
  expect(totpCode(SECRET, Math.floor(seconds / 30))).toBe(code);
  expect(totpStep(SECRET, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test('a code works one step early and late, not two', () => {
  const at = (step: number) => new Date(step * 30_000 + 15_000);
  const code = totpCode(SECRET, 1000);
  for (const step of [999, 1000, 1001]) expect(totpStep(SECRET, code, at(step)), `${step}`).toBe(1000);
  for (const step of [998, 1002]) expect(totpStep(SECRET, code, at(step)), `${step}`).toBeNull();
});

test.each(['', '12345', '1234567', 'abcdef', '000000'])('%j is no code', (code) => {
  expect(totpStep(SECRET, code, new Date(59_000))).toBeNull();
});

// RFC 4648, section 10, without its padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base32 of %j is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('what an authenticator scans names the installation, the account and the secret', () => {
  expect(totpUri(SECRET, { issuer: 'Gridsky grid.example.com', email: 'a+b@example.com' })).toBe(
    'otpauth://totp/Gridsky%20grid.example.com:a%2Bb%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gridsky+grid.example.com',
  );
});
