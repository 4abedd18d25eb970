import { expect, test } from 'vitest';
import { KEY_SCOPES, requireScope, SCOPE_RIGHTS, type ScopeRight, scopeMay } from './key-scope.ts';

const EVERY = ['read', 'infer', 'admin'];

test.each<[ScopeRight, string[]]>([
  ['models:list', EVERY],
  ['tokens:count', EVERY],
  ['usage:read', EVERY],
  ['embeddings:create', ['infer', 'admin']],
])('%s is for %j', (right, scopes) => {
  expect(KEY_SCOPES.filter((scope) => scopeMay(scope, right))).toEqual(scopes);
});

test('a wider scope may do all that a narrower one may', () => {
  for (const right of Object.keys(SCOPE_RIGHTS) as ScopeRight[]) {
    const allowed = KEY_SCOPES.map((scope) => scopeMay(scope, right));
    expect(allowed, right).toEqual([...allowed].sort((a, b) => Number(a) - Number(b)));
  }
});

test('the refusal names the scopes that would do', () => {
  expect(() => requireScope({ scope: 'read' }, 'embeddings:create')).toThrow(
    'This key\'s scope "read" does not cover this. Use a key with scope "infer" or "admin".',
  );
  expect(() => requireScope({ scope: 'infer' }, 'embeddings:create')).not.toThrow();
});
