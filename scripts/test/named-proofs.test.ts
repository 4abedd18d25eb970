import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n');

/** Every path of a test that stands in backquotes, with a shell's stars and braces; `errors.integration.test.ts` alone is beside its neighbour. */
function namedIn(document: string): string[] {
  const text = readFileSync(path.join(root, document), 'utf8');
  return [...text.matchAll(/`([\w./*{},-]+\.(?:test|spec)\.ts)`/g)].map(([, name = '']) => name);
}

function pattern(name: string): RegExp {
  const source = name
    .replaceAll('.', '\\.')
    .replaceAll('*', '[^/]*')
    .replace(/\{([^}]*)\}/g, (_, choice: string) => `(?:${choice.replaceAll(',', '|')})`);
  return new RegExp(`^(?:apps/inference/test/)?${source}$`);
}

test.each(['README.md', 'docs/security.md'])('every proof that %s names exists', (document) => {
  const named = namedIn(document);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !files.some((file) => pattern(name).test(file)))).toEqual([]);
});
