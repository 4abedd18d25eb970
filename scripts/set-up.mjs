import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Why the checkout can't be set up, in words for the person who started it. */
export class SetUpError extends Error {}

/**
 * Installs the dependencies and generates the database client, each only when what it is made from has changed.
 * @param {string} root
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureSetUp(root, progress) {
  // Both stamps lie in what they describe: deleting that is enough to have it made again.
  await once(root, 'node_modules/.gridsky-install', await installInputs(root), () =>
    progress.step('install', () => install(root)),
  );
  await once(root, 'packages/db/src/generated/.gridsky-generate', await schemaFiles(root), () =>
    progress.step('generate', () => generate(root)),
  );
}

/**
 * Does the work unless the stamp says that it was done with these files and this Node.
 * @param {string} root
 * @param {string} stampPath
 * @param {string[]} inputs
 * @param {() => Promise<void>} work
 */
async function once(root, stampPath, inputs, work) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}\n`);
  for (const input of inputs) hash.update(input).update(await readFile(path.join(root, input)));
  const wanted = hash.digest('hex');
  const stamp = path.join(root, stampPath);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await work();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
}

/** What decides about the installed packages, from the root. @param {string} root */
export async function installInputs(root) {
  const packages = ['apps', 'packages'].map(async (folder) =>
    (await readdir(path.join(root, folder))).map((name) => `${folder}/${name}/package.json`),
  );
  const manifests = (await Promise.all(packages)).flat().filter((file) => existsSync(path.join(root, file)));
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests];
}

/** @param {string} root */
async function schemaFiles(root) {
  const names = await readdir(path.join(root, 'prisma/schema'));
  return ['prisma.config.ts', ...names.sort().map((name) => `prisma/schema/${name}`)];
}

/** @param {string} root */
async function install(root) {
  const { packageManager } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const pinned = ['exec', '--yes', packageManager, '--', 'install', '--frozen-lockfile'];
  // CI: pnpm asks nothing. It then also installs what NODE_ENV=production would leave out, as the build needs it.
  const env = { ...process.env, CI: 'true', NODE_ENV: 'development' };
  await run(root, npm, pinned, env, (output) =>
    /ENOSPC|no space left/i.test(output)
      ? `The disk that holds ${root} is full: the dependencies need about 2 GB.`
      : 'The dependencies could not be installed: check that this machine reaches the npm registry (npm ping), then start again.',
  );
}

/** @param {string} root */
async function generate(root) {
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  const env = { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  await run(root, process.execPath, [cli, 'generate'], env, () => 'The database client could not be generated.');
}

/**
 * @param {string} cwd
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(output: string) => string} explain
 * @returns {Promise<void>}
 */
function run(cwd, command, args, env, explain) {
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    const fail = () => {
      const lastLines = output.trim().split('\n').slice(-15).join('\n');
      reject(new SetUpError(`${lastLines}\n\n${explain(output)}`));
    };
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? resolve() : fail()));
  });
}
