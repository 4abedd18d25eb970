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
  path ??= runsFromSource ? bundleFromSource() : join(packageRoot, 'dist', 'worker.js');
  return path;
}

let path: string | undefined;

function bundleFromSource(): string {
  // Required rather than imported: esbuild is a development dependency, absent where the bundle runs.
  const { buildSync } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');
  const folder = join(packageRoot, 'node_modules', '.cache', 'gridsky');
  mkdirSync(folder, { recursive: true });
  const own = join(folder, `worker.${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(packageRoot, 'src', 'engine', 'worker.ts')],
    outfile: own,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
  });
  // Several processes may do this at once: each writes its own file and puts it in place in one step.
  const shared = join(folder, 'worker.mjs');
  renameSync(own, shared);
  return shared;
}
