import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FAULT_CODES } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { docsPages } from './pages.ts';
import { searchDocs } from './search.ts';
import { searchEntries } from './search-index.ts';

const entries = (
  await Promise.all(
    docsPages.map(async (page) =>
      searchEntries(page, await readFile(path.join(import.meta.dirname, 'content', `${page.slug}.mdx`), 'utf8')),
    ),
  )
).flat();

test('an error code is found first in its own section', () => {
  for (const code of FAULT_CODES) expect(searchDocs(entries, code)[0]?.href, code).toBe(`/docs/errors#${code}`);
});

test('the code of a dialect leads to a section that names it', () => {
  for (const code of ['context_length_exceeded', 'AUTH_TOKEN_MISSING', 'insufficient_quota']) {
    expect(searchDocs(entries, code)[0]?.text).toContain(code);
  }
});

test.each([
  ['pgvector', '/docs/storing-vectors#pgvector'],
  ['what is a token', '/docs/concepts#token'],
  ['retry', '/docs/openai#retries'],
  ['BACKUP', '/docs/self-hosting#backup'],
  ['threshold', '/docs/similarity#thresholds'],
])('“%s” finds %s', (query, href) => {
  expect(searchDocs(entries, query).map((hit) => hit.href)).toContain(href);
});

test('all words must be there; a word that is nowhere finds nothing', () => {
  expect(searchDocs(entries, 'pgvector zzz')).toEqual([]);
  expect(searchDocs(entries, '   ')).toEqual([]);
});

test('what a regular expression would read as its own is a letter like any other', () => {
  expect(() => searchDocs(entries, '( [ * \\ ${')).not.toThrow();
});

test('an excerpt shows the first word found, and no more than a few lines', () => {
  for (const { excerpt } of searchDocs(entries, 'argon2id')) {
    expect(excerpt).toContain('argon2id');
    expect(excerpt.length).toBeLessThan(150);
  }
});
