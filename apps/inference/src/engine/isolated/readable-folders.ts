import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** Packages with native code that the program loads; all else is bundled into it. */
const PACKAGES = ['onnxruntime-node', 'tokenizers'];

/** The folders that the program has to read: its own, and those in which its packages and theirs lie. */
export function readableFolders(program: string): string[] {
  const require = createRequire(program);
  const folders = new Set([dirname(program)]);
  for (const name of PACKAGES) {
    for (const place of require.resolve.paths(name) ?? []) folders.add(place);
    const parts = realpathSync(require.resolve(name)).split(sep);
    folders.add(join(sep, ...parts.slice(0, parts.indexOf('node_modules') + 1)));
  }
  return [...folders];
}
