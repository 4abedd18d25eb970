import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { noticeStyles, securityHeaders } from './security-headers.ts';

const settings = {
  nonce: 'bm9uY2U=',
  apiPublicUrl: 'https://api.example.com',
  https: true,
  development: false,
  secretAddress: false,
};

test('scripts run by nonce alone, and no style element without one', () => {
  const policy = directives(securityHeaders(settings)['Content-Security-Policy'] ?? '');
  expect(policy['script-src']).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
  expect(policy['script-src-attr']).toEqual(["'none'"]);
  expect(policy['style-src-elem']).not.toContain("'unsafe-inline'");
  expect(policy['connect-src']).toEqual(["'self'", 'https://api.example.com']);
  expect(policy['frame-ancestors']).toEqual(["'none'"]);
});

test('https is pinned only where the dashboard is opened by https', () => {
  expect(securityHeaders(settings)['Strict-Transport-Security']).toBe('max-age=31536000');
  const plain = securityHeaders({ ...settings, https: false });
  expect(plain['Strict-Transport-Security']).toBeUndefined();
  expect(plain['Content-Security-Policy']).not.toContain('upgrade-insecure-requests');
});

test('an address with a secret in it is told to nobody', () => {
  expect(securityHeaders({ ...settings, secretAddress: true })['Referrer-Policy']).toBe('no-referrer');
});

test('the styles of notices have the hash that the policy lets in', async () => {
  const source = await readFile(new URL('../node_modules/sonner/dist/index.mjs', import.meta.url), 'utf8');
  const styles: string = JSON.parse(/__insertCSS\((".*")\)/.exec(source)?.[1] ?? '""');
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(noticeStyles).toEqual([hash(''), hash(styles)]);
});

function directives(policy: string): Record<string, string[]> {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}
