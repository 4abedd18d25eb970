import { expect, test } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { refuseWeakPassword } from './refuse-weak-password.ts';

const EMAIL = 'lovelace@example.com';

test('every password of the list is refused, at least the 3,000 most frequent', () => {
  expect(COMMON_PASSWORDS.length).toBeGreaterThan(3000);
  expect(COMMON_PASSWORDS.slice(0, 4)).toEqual(['123456', 'password', '12345678', 'qwerty']);
  for (const password of COMMON_PASSWORDS)
    expect(() => refuseWeakPassword(password, EMAIL), password).toThrow('common');
});

test.each(['Password2024!', '!!qwertyuiop1', 'CHRISTOPHER', '12monkey1234'])(
  'dressed up, %s is still common',
  (password) => {
    expect(() => refuseWeakPassword(password, EMAIL)).toThrow(
      expect.objectContaining({ code: 'invalid', param: 'password', message: expect.stringContaining('common') }),
    );
  },
);

test.each(['zzzzzzzzzzzz', 'xyxyxyxyxyxy', 'wölfwölfwölf', 'cdefghijklmn', '=<;:987654321'])(
  '%s is a pattern',
  (password) => {
    expect(() => refuseWeakPassword(password, EMAIL)).toThrow(/pattern|common/);
  },
);

test.each(['lovelace@example.com', 'Lovelace1815', '!lovelace!!'])('%s is the account’s own address', (password) => {
  expect(() => refuseWeakPassword(password, EMAIL)).toThrow('own address');
});

test.each(['correct horse battery', 'grid of the evening sky', 'kx7#mQ2vRt', 'lovelace likes engines'])(
  '%s is fine',
  (password) => {
    expect(() => refuseWeakPassword(password, EMAIL)).not.toThrow();
  },
);
