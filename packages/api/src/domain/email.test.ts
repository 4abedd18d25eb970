import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emailSchema, passwordSchema } from './email.ts';

test.each([
  ['Ada@Example.COM', 'ada@example.com'],
  ['  ada@example.com\n', 'ada@example.com'],
  ['ADA+Tag@Example.co.uk', 'ada+tag@example.co.uk'],
])('%j is kept as %s', (written, kept) => {
  expect(emailSchema.parse(written)).toBe(kept);
});

test('normalising twice changes nothing, so that sign-up and sign-in agree', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const once = emailSchema.safeParse(email);
      if (once.success) expect(emailSchema.parse(once.data)).toBe(once.data);
    }),
  );
});

test.each(['', 'ada', 'ada@', '@example.com', 'a b@example.com', 'ada@example', 'ada@example.com, eve@example.com'])(
  '%j is refused with what to enter',
  (text) => {
    const { error } = emailSchema.safeParse(text);
    expect(error?.issues.map(({ message }) => message)).toContain('Enter an e-mail address, like ada@example.com.');
  },
);

test('an address longer than mail allows is refused', () => {
  expect(emailSchema.safeParse(`${'a'.repeat(250)}@example.com`).success).toBe(false);
});

test('a password has 10 to 256 characters and is kept exactly, spaces and all', () => {
  const messages = (text: string) => passwordSchema.safeParse(text).error?.issues.map(({ message }) => message);
  expect(messages('123456789')).toEqual(['Use at least 10 characters.']);
  expect(messages('a'.repeat(257))).toEqual(['Use at most 256 characters.']);
  expect(passwordSchema.parse(' Pass word ')).toBe(' Pass word ');
  expect(passwordSchema.parse('a'.repeat(256))).toHaveLength(256);
});
