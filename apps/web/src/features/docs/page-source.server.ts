import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DocsPage } from './pages.ts';

const sources = new Map<string, Promise<string>>();

/** A page as it is written. The files never change while the server runs, so each is read once. */
export function pageSource({ slug }: DocsPage): Promise<string> {
  const source = sources.get(slug) ?? readFile(path.join(contentFolder, `${slug}.mdx`), 'utf8');
  sources.set(slug, source);
  return source;
}

/** The server runs in the application's folder, also where it is deployed. */
const contentFolder = path.join(process.cwd(), 'src/features/docs/content');
