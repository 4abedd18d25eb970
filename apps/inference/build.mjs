// Bundles the server and the engine's worker into dist/, workspace packages included, so that Node runs plain
// JavaScript. Packages with native code or files of their own stay outside and are found in node_modules.
// `node build.mjs bench/x.ts` bundles a program of the benchmarks the same way, into the cache.
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const entries = { main: 'src/main.ts', worker: 'src/engine/worker.ts', isolated: 'src/engine/isolated/program.ts' };
const [, , program] = process.argv;
const entryPoints = program
  ? { [basename(program, '.ts')]: program }
  : Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(root + path)));
const outdir = program ? 'node_modules/.cache/gridsky/bench' : 'dist';

await build({
  absWorkingDir: root,
  entryPoints,
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  external: ['onnxruntime-node', 'tokenizers', '@node-rs/argon2', 'esbuild', 'pg-native'],
  // CommonJS packages call require, which an ES module does not have by itself.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
process.stdout.write(`Built ${Object.keys(entryPoints).join(', ')} into ${outdir}.\n`);
