import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Every page of the dashboard as its folder names it, with `[parameters]` in place: `/docs/[slug]`. */
export function appRoutes(): AppRoute[] {
  const root = path.resolve(import.meta.dirname, '../src/app');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'page.tsx')
    .map((file) => {
      const folders = path
        .dirname(file)
        .split(path.sep)
        .filter((folder) => folder !== '.');
      return {
        route: `/${folders.filter((folder) => !/^\(.*\)$/.test(folder)).join('/')}`,
        signedIn: folders.includes('(dashboard)'),
        operator: folders.includes('(operator)') || folders.includes('operator'),
      };
    })
    .sort((a, b) => a.route.localeCompare(b.route));
}

export interface AppRoute {
  route: string;
  /** Shown inside the frame of somebody signed in. */
  signedIn: boolean;
  /** Shown to who runs the platform. */
  operator: boolean;
}
