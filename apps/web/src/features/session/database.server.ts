import 'server-only';
import { type Database, openDatabase } from '@gridsky/db';
import { environment } from '../../env.ts';

// Next bundles this module once for pages and once for route handlers: the global object makes it one pool a process.
const held = globalThis as typeof globalThis & { gridskyDatabase?: Database };

/** The connection pools of this process. */
export function database(): Database {
  const { databaseAppUrl, databaseSystemUrl } = environment();
  held.gridskyDatabase ??= openDatabase({ appUrl: databaseAppUrl, systemUrl: databaseSystemUrl });
  return held.gridskyDatabase;
}
