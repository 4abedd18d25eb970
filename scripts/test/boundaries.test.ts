import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// The rules are biome.json's; here the tool itself is asked about imports written into an empty copy.
const root = path.resolve(import.meta.dirname, '../..');
type Import = readonly [file: string, specifier: string];

const FORBIDDEN: Import[] = [
  ['packages/api/src/domain/plan.ts', '@gridsky/db'],
  ['packages/api/src/domain/plan.ts', '../services/context.ts'],
  ['packages/api/src/domain/plan.ts', 'node:fs'],
  ['packages/api/src/services/key/create-key.ts', '../../routers/key.ts'],
  ['packages/api/src/services/key/create-key.ts', '@trpc/server'],
  ['packages/db/src/database.ts', '@gridsky/api'],
  ['packages/tokenizer/src/trie.ts', 'node:fs'],
  ['packages/tokenizer/src/trie.ts', '@gridsky/api/domain'],
  ['apps/inference/src/main.ts', '@gridsky/api/routers'],
  ['apps/inference/src/server/routes.ts', '@gridsky/api/routers'],
  ['apps/inference/src/surfaces/openai/embeddings.ts', '../../server/routes.ts'],
  ['apps/inference/src/pipeline/serve-embedding.ts', '../surfaces/openai/faults.ts'],
  ['apps/inference/src/pipeline/serve-embedding.ts', '../server/routes.ts'],
  ['apps/inference/src/providers/cohere.ts', '../pipeline/serve-embedding.ts'],
  ['apps/inference/src/engine/engine.ts', '../pipeline/serve-embedding.ts'],
  ['apps/inference/src/engine/models/index.ts', '../../providers/cohere.ts'],
  ['apps/inference/src/engine/engine.ts', '@gridsky/db'],
  ['apps/inference/src/engine/engine.ts', 'fastify'],
  ['apps/web/src/features/keys/keys-page.tsx', '../../app/layout.tsx'],
  ['apps/web/src/features/keys/keys-page.tsx', '@gridsky/inference/models'],
  ['apps/web/src/ui/button.tsx', '../features/keys/keys-page.tsx'],
  ['apps/web/src/ui/button.tsx', '@gridsky/api/domain'],
];

const ALLOWED: Import[] = [
  ['packages/api/src/domain/plan.ts', 'zod'],
  ['packages/api/src/domain/plan.ts', './money.ts'],
  ['packages/api/src/services/key/create-key.ts', '../../domain/plan.ts'],
  ['apps/inference/src/server/routes.ts', '../surfaces/openai/embeddings.ts'],
  ['apps/inference/src/surfaces/openai/embeddings.ts', '../../pipeline/serve-embedding.ts'],
  ['apps/inference/src/pipeline/serve-embedding.ts', '../engine/index.ts'],
  ['apps/inference/src/pipeline/serve-embedding.ts', '@gridsky/api/services'],
  ['apps/inference/src/engine/engine.ts', './worker-pool.ts'],
  ['apps/inference/src/engine/engine.ts', '@gridsky/tokenizer'],
  ['apps/web/src/app/page.tsx', '../features/landing/hero.tsx'],
  ['apps/web/src/features/keys/keys-page.tsx', '../../ui/button.tsx'],
];

let copy: string;
/** Files in which the rule was broken. */
let broken: Set<string>;

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'gridsky-boundaries-'));
  for (const name of ['biome.json', '.gitignore']) cpSync(path.join(root, name), path.join(copy, name));
  for (const imported of [...FORBIDDEN, ...ALLOWED]) {
    const target = path.join(copy, fileOf(imported));
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, `import '${imported[1]}';\n`);
  }
  broken = filesWithViolations();
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test.each(FORBIDDEN)('%s may not import %s', (...imported) => {
  expect(broken).toContain(fileOf(imported));
});

test.each(ALLOWED)('%s may import %s', (...imported) => {
  expect(broken).not.toContain(fileOf(imported));
});

/** A file beside the named one, one for each import, so that one run of the tool answers for all. */
function fileOf([file, specifier]: Import): string {
  return file.replace(/(\.tsx?)$/, `-${specifier.replace(/\W+/g, '-')}$1`);
}

function filesWithViolations(): Set<string> {
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = ['lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=1000', '.'];
  const { stdout } = spawnSync(process.execPath, [biome, ...args], { cwd: copy, encoding: 'utf8' });
  return new Set(stdout.match(/(?:apps|packages)\/[\w./-]+\.tsx?/g));
}
