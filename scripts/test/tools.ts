import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from './check.ts';

/** A program that tests need and the packages don't bring. */
export type Tool = { found: string } | { missing: string };

const installMilliseconds = 5 * 60_000;

/** Chromium or Chrome: an installed one, else Playwright's download, else apt's when this user may install. */
export async function findChromium(root: string): Promise<Tool> {
  const found = await findInstalledChromium();
  if (found) return { found };
  const webFolder = path.join(root, 'apps/web');
  const cli = path.join(webFolder, 'node_modules/@playwright/test/cli.js');
  const limits = { cwd: webFolder, timeoutMilliseconds: installMilliseconds };
  const download = await runProgram(process.execPath, [cli, 'install', '--only-shell', 'chromium'], limits);
  // Without a path Playwright starts the browser that it has downloaded.
  if (download.code === 0) return { found: '' };
  await installByApt('chromium', root);
  const installed = await findInstalledChromium();
  if (installed) return { found: installed };
  return {
    missing:
      'no Chromium or Chrome is installed, Playwright could not download one, and apt could not bring one: install one, or set CHROMIUM_PATH.',
  };
}

/** redis-server: an installed one, else apt's when this user may install. */
export async function findRedis(root: string): Promise<Tool> {
  const found = await findOnPath(['redis-server', 'valkey-server']);
  if (found) return { found };
  await installByApt('redis-server', root);
  const installed = await findOnPath(['redis-server']);
  if (installed) return { found: installed };
  return {
    missing: 'no redis-server is installed and apt could not bring one: the tests that need Redis are skipped.',
  };
}

async function findInstalledChromium(): Promise<string | undefined> {
  const fixed = [
    process.env.CHROMIUM_PATH,
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ];
  for (const candidate of fixed) if (candidate && (await isExecutable(candidate))) return candidate;
  return findOnPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']);
}

async function findOnPath(names: string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const candidate = path.join(folder, name);
      if (await isExecutable(candidate)) return candidate;
    }
  }
  return undefined;
}

async function installByApt(name: string, cwd: string): Promise<void> {
  if (process.getuid?.() !== 0 || !(await findOnPath(['apt-get']))) return;
  const options = { cwd, env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMilliseconds: installMilliseconds };
  await runProgram('apt-get', ['update'], options);
  await runProgram('apt-get', ['install', '--yes', '--no-install-recommends', name], options);
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
