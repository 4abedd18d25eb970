import 'server-only';
import { headers } from 'next/headers';
import { requestedPathHeader } from './requested-path.ts';

/** Path and query of the page being rendered, for layouts, which are not told. */
export async function requestedPath(): Promise<string> {
  return (await headers()).get(requestedPathHeader) ?? '/';
}
