import { expect, test } from 'vitest';
import { normalEmail } from './normal-email.ts';

test.each([
  ['Ada@Example.com', 'ada@example.com'],
  ['ada+trial2@example.com', 'ada@example.com'],
  ['a.d.a@gmail.com', 'ada@gmail.com'],
  ['A.da+x@GoogleMail.com', 'ada@gmail.com'],
  ['ada-two@yahoo.com', 'ada@yahoo.com'],
  ['ada@example.com.', 'ada@example.com'],
])('%s reaches the mailbox of %s', (email, normal) => {
  expect(normalEmail(email)).toBe(normal);
});

test.each([
  ['a.da@example.com', 'ada@example.com'],
  ['ada-two@example.com', 'ada@example.com'],
  ['ada@example.org', 'ada@example.com'],
  ['+tag@example.com', '+other@example.com'],
])('%s and %s are two mailboxes', (one, other) => {
  expect(normalEmail(one)).not.toBe(normalEmail(other));
});
