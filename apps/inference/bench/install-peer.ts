import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/engine/package-root.ts';

/** Where measurements keep what they make. */
export const benchCache = join(packageRoot, 'node_modules', '.cache', 'gridsky');

/** A package that is measured against, `name@version`: installed by whoever measures it, beside the project's own packages. Returns the folder. */
export function installPeer(peer: string, folderName: string): string {
  const folder = join(benchCache, folderName);
  const name = peer.slice(0, peer.lastIndexOf('@'));
  if (existsSync(join(folder, 'node_modules', name))) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', peer], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}
