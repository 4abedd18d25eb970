import { createHash, randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { installInputs } from './set-up.mjs';

/** Older bundles of a script are kept as well, for processes that still load from them: so many, and all of the last hour. */
const bundlesKept = 3;
const keptMilliseconds = 60 * 60_000;

/**
 * Bundles a TypeScript script of the checkout with all that it imports of the checkout, unless nothing of it has changed
 * since the last time. Returns the file for Node. A bundle and no loader: hooks of Node's module loader run in a thread
 * that the main one waits for without limit, and a start must not hang on that. Packages stay where they are installed.
 * @param {string} root
 * @param {string} script path from the root
 * @returns {Promise<string>}
 */
export async function bundleScript(root, script) {
  const name = script.replace(/\.\w+$/, '').replaceAll('/', '-');
  const cache = path.join(root, 'node_modules/.cache/gridsky');
  const stampFile = path.join(cache, `${name}.json`);
  const fixed = fixedInputs(root, await installInputs(root));
  const stamp = await readStamp(stampFile);
  if (stamp && existsSync(stamp.main) && (await isCurrent(stamp.inputs, await fixed))) return stamp.main;

  const { inputs, outputs } = await bundle(root, script);
  const folder = await writeBundle(cache, name, outputs);
  const main = path.join(folder, 'main.mjs');
  if (folder.startsWith(cache)) {
    await writeFile(`${stampFile}.${process.pid}`, JSON.stringify({ main, inputs: { ...inputs, ...(await fixed) } }));
    await rename(`${stampFile}.${process.pid}`, stampFile);
    await removeOld(cache, name);
  }
  return main;
}

/**
 * What decides about a bundle beside the sources in it: where packages are found, and how it is made.
 * @param {string} root
 * @param {string[]} manifests
 * @returns {Promise<Record<string, string>>}
 */
async function fixedInputs(root, manifests) {
  const files = [
    ...manifests.map((file) => path.join(root, file)),
    path.join(import.meta.dirname, 'bundle-script.mjs'),
  ];
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, hash(await readFile(file))])));
}

/**
 * @param {string} file
 * @returns {Promise<{ main: string, inputs: Record<string, string> } | undefined>}
 */
async function readStamp(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {Record<string, string>} inputs hashes by file
 * @param {Record<string, string>} fixed
 */
async function isCurrent(inputs, fixed) {
  if (Object.entries(fixed).some(([file, expected]) => inputs[file] !== expected)) return false;
  const sources = Object.entries(inputs).filter(([file]) => !(file in fixed));
  const same = await Promise.all(
    sources.map(async ([file, expected]) => hash(await readFile(file).catch(() => '')) === expected),
  );
  return same.every(Boolean);
}

/**
 * @param {string} root
 * @param {string} script
 */
async function bundle(root, script) {
  const { build, stop } = await import('esbuild');
  /** @type {Record<string, string>} */
  const inputs = {};
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { main: script },
    outdir: path.join(root, 'node_modules/.cache/gridsky/bundle'),
    outExtension: { '.js': '.mjs' },
    chunkNames: '[hash]',
    write: false,
    bundle: true,
    // What is imported on demand stays a file of its own, loaded on demand.
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The conditions of Node itself and not the bundlers' own.
    conditions: [],
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [checkoutOnly(inputs)],
  });
  await stop();
  return { inputs, outputs: outputFiles };
}

/**
 * Leaves packages outside, by the file that their importer finds, and lets each source see its own place.
 * @param {Record<string, string>} inputs gets the hash of each source
 * @returns {import('esbuild').Plugin}
 */
function checkoutOnly(inputs) {
  const asked = Symbol('asked');
  return {
    name: 'checkout-only',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, async ({ path: specifier, kind, importer, resolveDir, pluginData }) => {
        if (kind === 'entry-point' || pluginData === asked) return undefined;
        const found = await build.resolve(specifier, { kind, importer, resolveDir, pluginData: asked });
        if (found.errors.length > 0 || found.external || !isPackage(found.path)) return found;
        return { path: pathToFileURL(found.path).href, external: true };
      });
      build.onLoad({ filter: /\.(?:ts|mjs|json)$/ }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        inputs[file] = hash(text);
        return { contents: file.endsWith('.json') ? text : withOwnPlace(text, file), loader: 'default' };
      });
    },
  };
}

/** @param {string} file */
function isPackage(file) {
  return file.split(path.sep).includes('node_modules');
}

/**
 * @param {string} text
 * @param {string} file
 */
function withOwnPlace(text, file) {
  const places = { url: pathToFileURL(file).href, dirname: path.dirname(file), filename: file };
  return text.replace(/\bimport\.meta\.(url|dirname|filename)\b/g, (_, /** @type {keyof typeof places} */ name) =>
    JSON.stringify(places[name]),
  );
}

/**
 * Puts a bundle into a folder of its own in one step, as several processes may do this at once. Where the checkout can't
 * be written the folder is a temporary one that goes with this process.
 * @param {string} cache
 * @param {string} name
 * @param {import('esbuild').OutputFile[]} outputs
 */
async function writeBundle(cache, name, outputs) {
  const folder = path.join(cache, `${name}-${randomUUID()}`);
  try {
    await mkdir(`${folder}.new`, { recursive: true });
    await writeAll(`${folder}.new`, outputs);
    await rename(`${folder}.new`, folder);
    return folder;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))) throw error;
    const temporary = await mkdtemp(path.join(tmpdir(), 'gridsky-bundle-'));
    process.once('exit', () => rmSync(temporary, { recursive: true, force: true }));
    await writeAll(temporary, outputs);
    return temporary;
  }
}

/**
 * @param {string} folder
 * @param {import('esbuild').OutputFile[]} outputs
 */
async function writeAll(folder, outputs) {
  await Promise.all(
    outputs.map(({ path: file, contents }) => writeFile(path.join(folder, path.basename(file)), contents)),
  );
}

/**
 * @param {string} cache
 * @param {string} name
 */
async function removeOld(cache, name) {
  const own = new RegExp(`^${name}-[0-9a-f-]{36}(?:\\.new)?$`);
  const folders = (await readdir(cache)).filter((entry) => own.test(entry)).map((entry) => path.join(cache, entry));
  // Another process may have removed one, or put it in place under its name, in the meantime.
  const made = await Promise.all(
    folders.map((folder) =>
      stat(folder).then(
        ({ mtimeMs }) => mtimeMs,
        () => Date.now(),
      ),
    ),
  );
  const newestFirst = folders
    .map((folder, index) => ({ folder, made: made[index] ?? 0 }))
    .sort((a, b) => b.made - a.made);
  const old = newestFirst.slice(bundlesKept).filter(({ made }) => made < Date.now() - keptMilliseconds);
  for (const { folder } of old) await rm(folder, { recursive: true, force: true });
}

/** @param {string | Buffer} text */
function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
