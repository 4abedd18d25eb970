import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundleScript } from './bundle-script.mjs';

const checkout = path.resolve(import.meta.dirname, '..');
const script = 'scripts/tool/main.ts';
let root: string;

// A small checkout: a script, a source that it loads on demand, a workspace package, an installed one.
beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'gridsky-bundle-test-')));
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    await cp(path.join(checkout, name), path.join(root, name));
  await write('package.json', '{ "type": "module" }');
  await write('apps/.keep', '');
  await write('packages/sky/package.json', '{ "name": "sky", "type": "module", "exports": "./src/index.ts" }');
  await write('packages/sky/src/index.ts', 'export const sky: string = import.meta.dirname;');
  await mkdir(path.join(root, 'node_modules'));
  await symlink('../packages/sky', path.join(root, 'node_modules/sky'));
  await write('node_modules/installed/package.json', '{ "name": "installed", "main": "index.js" }');
  await write('node_modules/installed/index.js', 'module.exports = { place: __dirname };');
  await write('scripts/tool/later.ts', 'export const word: string = "one";');
  await write(
    script,
    `import installed from 'installed';
     import { sky } from 'sky';
     const { word } = await import('./later.ts');
     if (process.argv[2]) throw new Error('at its place');
     console.log(JSON.stringify({ own: import.meta.url, sky, installed: installed.place, word }));`,
  );
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('each source of a bundle sees its own place, and packages run where they are installed', async () => {
  expect(await output(await bundleScript(root, script))).toEqual({
    own: `file://${root}/${script}`,
    sky: path.join(root, 'packages/sky/src'),
    installed: path.join(root, 'node_modules/installed'),
    word: 'one',
  });
});

test('a bundle is kept until a source of it changes, and the one before still runs', async () => {
  const first = await bundleScript(root, script);
  expect(await bundleScript(root, script)).toBe(first);
  await write('scripts/tool/later.ts', 'export const word: string = "two";');
  const second = await bundleScript(root, script);
  expect(await output(second)).toMatchObject({ word: 'two' });
  expect(await output(first)).toMatchObject({ word: 'one' });
});

test('other packages in the lockfile make a new bundle', async () => {
  const first = await bundleScript(root, script);
  await write('pnpm-lock.yaml', 'lockfileVersion: 0');
  expect(await bundleScript(root, script)).not.toBe(first);
});

test('several processes that bundle in the same moment each get a whole one', async () => {
  const program = `import { bundleScript } from ${JSON.stringify(path.join(import.meta.dirname, 'bundle-script.mjs'))};
    await import(await bundleScript(${JSON.stringify(root)}, ${JSON.stringify(script)}));`;
  const runs = [1, 2, 3].map(() => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]));
  for (const { stdout } of await Promise.all(runs)) expect(JSON.parse(stdout)).toMatchObject({ word: 'one' });
});

test('a stack names the line of the source', async () => {
  const file = await bundleScript(root, script);
  const run = promisify(execFile)(process.execPath, ['--enable-source-maps', file, 'fail']);
  await expect(run).rejects.toMatchObject({ stderr: expect.stringContaining(`${path.join(root, script)}:4:`) });
});

test('a source that is missing is named', async () => {
  await write(script, `import './missing.ts';`);
  await expect(bundleScript(root, script)).rejects.toThrow('Could not resolve "./missing.ts"');
});

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

async function output(file: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  return JSON.parse(stdout);
}
