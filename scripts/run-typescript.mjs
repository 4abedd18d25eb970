import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleScript } from './bundle-script.mjs';
import { Progress } from './progress.mjs';
import { ensureSetUp, SetUpError } from './set-up.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Sets the checkout up when needed, then runs a TypeScript file of it in this process: one process is one target for
 * Ctrl-C and kill.
 * @param {string} script path from the repository's root
 */
export async function runTypeScript(script) {
  const progress = new Progress(process.stderr);
  try {
    await ensureSetUp(root, progress);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exit(1);
  } finally {
    progress.close();
  }
  // Stacks name the sources, not the bundle.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(await bundleScript(root, script)).href);
}
