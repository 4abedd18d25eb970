import { expect, test } from 'vitest';
import { durationText, momentText, statusTone } from './request-text.ts';

test('requests of today show the clock alone, older ones their day, too', () => {
  const now = new Date('2026-03-04T00:10:00Z');
  expect(momentText(new Date('2026-03-04T00:09:58Z'), now)).toBe('00:09:58');
  expect(momentText(new Date('2026-03-03T23:59:59Z'), now)).toBe('2026-03-03 23:59:59');
});

test.each([
  [0, '0.0 ms'],
  [9.94, '9.9 ms'],
  [9.96, '10 ms'],
  [999.4, '999 ms'],
  [999.6, '1.0 s'],
])('%d milliseconds: %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});

test('a refusal is amber, a failure of ours red', () => {
  expect([200, 429, 503].map(statusTone)).toEqual(['good', 'warn', 'bad']);
});
