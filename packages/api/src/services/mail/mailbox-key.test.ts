import { expect, test } from 'vitest';
import { hasMailbox, mailboxKey, mailboxOpens } from './mailbox-key.ts';

const SECRET = 'a secret of at least 32 characters';

test('the mailbox opens with its key alone', () => {
  const key = mailboxKey(SECRET);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(mailboxOpens(SECRET, key)).toBe(true);
  for (const wrong of ['', SECRET, key.slice(1), `${key}a`, mailboxKey(`${SECRET}.`)]) {
    expect(mailboxOpens(SECRET, wrong), wrong).toBe(false);
  }
});

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000', 'http://127.1.2.3'])(
  '%s without a mail server has a mailbox',
  (publicUrl) => {
    expect(hasMailbox({ smtpUrl: undefined, publicUrl })).toBe(true);
    expect(hasMailbox({ smtpUrl: 'smtp://localhost', publicUrl })).toBe(false);
  },
);

test.each([
  'https://grid.example.com',
  'http://192.168.1.4:3000',
  'http://localhost.example.com',
  'http://127.0.0.1.nip.io',
])('a dashboard at %s has none', (publicUrl) => {
  expect(hasMailbox({ smtpUrl: undefined, publicUrl })).toBe(false);
});
