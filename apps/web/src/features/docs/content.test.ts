import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { FAULT_CODES } from '@gridsky/api/domain';
import { expect, test } from 'vitest';
import { docsSamples } from './docs-samples.ts';
import { factTables } from './facts.ts';
import { pageMarkdown, withBlocks } from './page-markdown.ts';
import { docsPages, docsPath } from './pages.ts';
import { sectionsOf } from './sections.ts';

const content = path.join(import.meta.dirname, 'content');
const repository = path.resolve(import.meta.dirname, '../../../../..');
const read = (slug: string) => readFile(path.join(content, `${slug}.mdx`), 'utf8');
const sources = await Promise.all(docsPages.map(async (page) => ({ page, source: await read(page.slug) })));

test('every file of the documentation is a page, and every page has its file', async () => {
  const files = (await readdir(content)).map((name) => name.replace(/\.mdx$/, ''));
  expect(files.sort()).toEqual(docsPages.map(({ slug }) => slug).sort());
});

test('every fault code has one section with its name for anchor, and no section is without a code', async () => {
  const sections = sectionsOf(await read('errors')).filter(({ level }) => level === 3);
  expect(sections.map(({ anchor }) => anchor).sort()).toEqual([...FAULT_CODES].sort());
  for (const { anchor, heading, body } of sections) {
    expect(heading).toBe(anchor);
    expect(body.length, `${anchor} says what to do`).toBeGreaterThan(120);
  }
});

test('no page has the same anchor twice', () => {
  for (const { page, source } of sources) {
    const anchors = sectionsOf(source).map(({ anchor }) => anchor);
    expect(new Set(anchors).size, page.slug).toBe(anchors.length);
  }
});

test('links inside the documentation lead to pages and sections that exist', () => {
  const targets = new Set(
    sources.flatMap(({ page, source }) =>
      sectionsOf(source).map(({ anchor }) => docsPath(page) + (anchor && `#${anchor}`)),
    ),
  );
  const links = sources.flatMap(({ source }) =>
    [...source.matchAll(/\]\((\/docs[^)]*)\)/g)].map((match) => match[1] ?? ''),
  );
  expect(links.length).toBeGreaterThan(30);
  expect(links.filter((link) => !targets.has(link))).toEqual([]);
});

test('every table and sample that a page calls for exists, and every one is called for', () => {
  const called = sources.flatMap(({ source }) => [...source.matchAll(/^<(\w+) \/>$/gm)].map((match) => match[1] ?? ''));
  expect([...new Set(called)].sort()).toEqual(Object.keys({ ...factTables, ...docsSamples }).sort());
});

test('as plain Markdown a page has no component left, and no address but the installation’s own', () => {
  const addresses = { apiUrl: 'https://api.example.com', publicUrl: 'https://example.com' };
  for (const { page, source } of sources) {
    const markdown = pageMarkdown(page, source, addresses);
    expect(markdown).toContain(`# ${page.title}\n`);
    expect(markdown.replaceAll(/```[\s\S]*?```|`[^`]*`/g, ''), page.slug).not.toMatch(/<[A-Z]/);
    expect(markdown, page.slug).not.toMatch(/localhost:(8080|3000)|\]\(\//);
  }
});

test('every setting that a page names is explained in .env.example', async () => {
  const settings = await readFile(path.join(repository, '.env.example'), 'utf8');
  const named = sources.flatMap(({ source }) => [
    ...source.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+|HOST|PORT)(?:=[^`]*)?`/g),
  ]);
  const ours = named.map((match) => match[1] ?? '').filter((name) => !notSettings.test(name));
  expect(ours.length).toBeGreaterThan(10);
  for (const name of ours) expect(settings, name).toMatch(new RegExp(`\\b${name}=`));
});

const notSettings = /^(GRIDSKY_API_KEY$|(AUTH|AUTHZ|BACKEND|BUDGET|MODEL|QUOTA|RATE|UPSTREAM|VALIDATION)_)/;

test('every example parses in its language', async () => {
  const byLanguage = new Map<string, string[]>();
  for (const { source } of sources) {
    for (const [, language = '', code = ''] of withBlocks(source).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
      byLanguage.set(language, [...(byLanguage.get(language) ?? []), code]);
    }
  }
  expect([...byLanguage.keys()].sort()).toEqual(Object.keys(checks).sort());
  for (const [language, examples] of byLanguage) {
    const fault = await checks[language]?.(examples);
    if (language === 'python' && fault === 'not installed') continue;
    expect(fault, language).toBeNull();
  }
}, 60_000);

type Check = (examples: string[]) => Promise<string | null>;

/** null: all of them parse. Processes take long to start, so each reads all examples of its language. */
const checks: Record<string, Check> = {
  json: async (examples) => {
    for (const example of examples) JSON.parse(example);
    return null;
  },
  // A place to fill in, `<id>`, is a redirection to a shell: it is one word here.
  bash: (examples) => feed('bash', ['-n'], examples.join('\n').replaceAll(/<[\w ]+>/g, 'x')),
  python: (examples) => feed('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], examples.join('\n')),
  typescript: async (examples) => {
    const faults = examples.map((code) => feed(process.execPath, ['--check', '--input-type=module', '-'], code));
    return (await Promise.all(faults)).find((fault) => fault !== null) ?? null;
  },
  sql: async (examples) => examples.find((code) => !/^(CREATE|SELECT)\b[\s\S]*;\s*$/.test(code)) ?? null,
};

function feed(command: string, args: string[], input: string): Promise<string | null> {
  return new Promise((resolve) => {
    const child = execFile(command, args, (error, _stdout, stderr) => {
      if (!error) return resolve(null);
      resolve(error.code === 'ENOENT' ? 'not installed' : stderr || String(error));
    });
    child.stdin?.on('error', () => {}).end(input);
  });
}
