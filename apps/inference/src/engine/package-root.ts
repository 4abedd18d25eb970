import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of this package, found from the source tree and from the bundle in `dist` alike. */
export const packageRoot = climb(here);

/** Whether this code runs from its source files rather than from the bundle. */
export const runsFromSource = here.startsWith(join(packageRoot, 'src'));

function climb(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error(`No package.json above ${here}: the inference package is not complete.`);
  return climb(parent);
}
