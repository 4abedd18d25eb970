import { expect, test } from 'vitest';
import { signInNotice } from './sign-in-notice.ts';

test('what the address says is chosen from sentences of ours, never shown itself', () => {
  expect(signInNotice('password-set', undefined)).toMatchObject({ refused: false });
  expect(signInNotice('second-step', undefined)?.text).toContain('second step');
  for (const odd of ['<b>Pay here</b>', 'toString', '__proto__', ['second-step'], undefined, '']) {
    expect(signInNotice(odd, undefined), String(odd)).toBeNull();
  }
  expect(signInNotice(undefined, 'Call +1 555')?.text).toBe('Signing in there did not work. Try again.');
});
