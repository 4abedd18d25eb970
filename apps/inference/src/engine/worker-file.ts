import { mkdirSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { packageRoot, runsFromSource } from './package-root.ts';

/**
 * The path of the worker's program. A worker thread cannot run TypeScript on Node 20, so from the bundle it is
 * `dist/worker.js`, and from source (tests, command line) esbuild makes the same file on the fly, under
 * node_modules so that git ignores it and its imports of native packages resolve. This is the only place that knows.
 */
export function workerFile(): string {
  return programFile('worker', 'worker.ts');
}

/** The same for the program of an isolated process. */
export function isolatedProgram(): string {
  return programFile('isolated', join('isolated', 'program.ts'));
}

const paths = new Map<string, string>();

function programFile(name: string, source: string): string {
  const path =
    paths.get(name) ?? (runsFromSource ? bundleFromSource(name, source) : join(packageRoot, 'dist', `${name}.js`));
  paths.set(name, path);
  return path;
}

function bundleFromSource(name: string, source: string): string {
  // Required rather than imported: esbuild is a development dependency, absent where the bundle runs.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const folder = join(packageRoot, 'node_modules', '.cache', 'gridsky');
  mkdirSync(folder, { recursive: true });
  const own = join(folder, `${name}.${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(packageRoot, 'src', 'engine', source)],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['onnxruntime-node', 'tokenizers'],
    sourcemap: 'inline',
  });
  // Several processes may do this at once: each writes its own file and puts it in place in one step.
  const shared = join(folder, `${name}.mjs`);
  renameSync(own, shared);
  return shared;
}
