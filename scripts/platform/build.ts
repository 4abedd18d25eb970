import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from './start-error.ts';

interface BuildTarget {
  name: string;
  /** Folder from the repository's root; the command runs there. */
  folder: string;
  command: [string, ...string[]];
  /** Files and folders that the result depends on, from the repository's root. */
  inputs: string[];
  /** Inside the folder; the stamp lies beside the result and goes with it. */
  stamp: string;
  afterwards?: (folder: string) => Promise<void>;
}

const shared = [
  'packages/api/package.json',
  'packages/api/src',
  'packages/db/package.json',
  'packages/db/src',
  'packages/tokenizer/package.json',
  'packages/tokenizer/src',
  'prisma/schema',
  'pnpm-lock.yaml',
  'tsconfig.base.json',
];

const targets: BuildTarget[] = [
  {
    name: 'API',
    folder: 'apps/inference',
    command: ['build.mjs'],
    inputs: [...shared, ...['build.mjs', 'package.json', 'src'].map((name) => `apps/inference/${name}`)],
    stamp: 'dist/.stamp',
  },
  {
    name: 'dashboard',
    folder: 'apps/web',
    command: ['node_modules/next/dist/bin/next', 'build'],
    inputs: [
      ...shared,
      ...['next.config.ts', 'package.json', 'postcss.config.mjs', 'public', 'src', 'tsconfig.json'].map(
        (name) => `apps/web/${name}`,
      ),
      // The estimator counts with the bundled models' own files.
      ...['gridsky.json', 'tokenizer.json'].map((name) => `apps/inference/models/plugsky-embed/${name}`),
    ],
    stamp: '.next/standalone/.stamp',
    afterwards: completeStandalone,
  },
];

/** What `npm start` runs, absolute. */
export function builtScripts(root: string): { api: string; web: string } {
  return {
    api: path.join(root, 'apps/inference/dist/main.js'),
    web: path.join(root, 'apps/web/.next/standalone/apps/web/server.js'),
  };
}

/**
 * Builds the applications whose sources have changed since their last build. Returns the names of those built.
 * @param signal ends running builds
 * @throws StartError with the compiler's last lines
 */
export async function buildChanged(root: string, signal?: AbortSignal): Promise<string[]> {
  const built = await Promise.all(targets.map((target) => buildIfChanged(root, target, signal)));
  return targets.filter((_, index) => built[index]).map((target) => target.name);
}

async function buildIfChanged(root: string, target: BuildTarget, signal?: AbortSignal): Promise<boolean> {
  const stamp = path.join(root, target.folder, target.stamp);
  const wanted = await hashInputs(root, target.inputs);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return false;
  await rm(stamp, { force: true });
  await run(path.join(root, target.folder), target, signal);
  await target.afterwards?.(path.join(root, target.folder));
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
  return true;
}

async function hashInputs(root: string, inputs: string[]): Promise<string> {
  const files = (await Promise.all(inputs.map((input) => filesIn(path.join(root, input))))).flat();
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of files.sort()) hash.update(path.relative(root, file)).update(await readFile(file));
  return hash.digest('hex');
}

/** The file itself, or what lies in the folder but for tests and the generated client, which follows from the schema. */
async function filesIn(fileOrFolder: string): Promise<string[]> {
  const found = await stat(fileOrFolder).catch(() => undefined);
  if (!found?.isDirectory()) return found ? [fileOrFolder] : [];
  const entries = await readdir(fileOrFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return files.filter((file) => !/\.test\.tsx?$|\/(?:generated|testing)\//.test(file));
}

// Next leaves these two out of its standalone folder, as many serve them from elsewhere.
async function completeStandalone(folder: string): Promise<void> {
  const standalone = path.join(folder, '.next/standalone/apps/web');
  for (const part of ['.next/static', 'public']) {
    const target = path.join(standalone, part);
    await rm(target, { recursive: true, force: true });
    await cp(path.join(folder, part), target, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}

function run(cwd: string, { name, command }: BuildTarget, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
    const child = spawn(process.execPath, command, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], signal });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => reject(new StartError(`The build of the ${name} ended: ${error.message}.`)));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const lines = output.trim().split('\n').slice(-25).join('\n');
      reject(new StartError(`${lines}\nThe build of the ${name} failed (see above).`));
    });
  });
}
