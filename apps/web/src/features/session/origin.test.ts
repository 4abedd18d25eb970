import { expect, test } from 'vitest';
import { refuseCrossOrigin } from './origin.ts';

const publicUrl = 'https://grid.example.com';
const post = (headers: Record<string, string>) =>
  new Request(`${publicUrl}/api/trpc/key.create`, { method: 'POST', headers });

test('a POST from the dashboard itself passes', () => {
  expect(() => refuseCrossOrigin(post({ origin: publicUrl }), publicUrl)).not.toThrow();
});

test('a POST from another site, a sandboxed frame or no page at all is refused', () => {
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${publicUrl}.evil.example` },
    {},
  ]) {
    expect(() => refuseCrossOrigin(post(headers as Record<string, string>), publicUrl)).toThrow(/address|Only pages/);
  }
});

test('the Host header does not matter', () => {
  const request = post({ origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' });
  expect(() => refuseCrossOrigin(request, publicUrl)).toThrow();
});

test('reading needs no origin', () => {
  expect(() => refuseCrossOrigin(new Request(`${publicUrl}/api/trpc/key.list`), publicUrl)).not.toThrow();
});
