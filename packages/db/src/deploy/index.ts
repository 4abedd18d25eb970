import type pg from 'pg';
import { connectOrCreate } from './connect.ts';
import { applyMigrations, isUpToDate, readMigrations } from './migrations.ts';
import { canLogIn, enableLogin, urlFor } from './roles.ts';

export { DeployError } from './deploy-error.ts';
export { type DatabaseReport, type InspectOptions, inspectDatabase } from './inspect.ts';

export interface DeployOptions {
  /** A user that may create the database, its tables and the two login roles. */
  ownerUrl: string;
  /** Printable ASCII, of `gridsky_app`, which owns nothing and sees one tenant at a time. */
  appPassword: string;
  /** Printable ASCII, of `gridsky_system`. */
  systemPassword: string;
  migrationsDir: string;
  onStep?: (text: string) => void;
}

export interface DeployedDatabase {
  appUrl: string;
  systemUrl: string;
  /** Migrations applied by this call. */
  applied: string[];
}

/**
 * Makes a database ready for the applications: creates it, applies the migrations, lets the two roles log in.
 * May run in several processes at once and again at every start, when it costs three connections and one query.
 * @throws DeployError with a sentence for the operator
 */
export async function deployDatabase(options: DeployOptions): Promise<DeployedDatabase> {
  const { ownerUrl, migrationsDir, onStep = () => {} } = options;
  const roles = [
    { name: 'gridsky_app', password: options.appPassword },
    { name: 'gridsky_system', password: options.systemPassword },
  ].map((role) => ({ ...role, url: urlFor(ownerUrl, role.name, role.password) }));
  const migrations = await readMigrations(migrationsDir);
  const owner = await connectOrCreate(ownerUrl, onStep);
  try {
    let applied: string[] = [];
    if (!(await isUpToDate(owner, migrations))) {
      applied = await locked(owner, () => applyMigrations(owner, ownerUrl, migrationsDir, migrations));
      if (applied.length > 0) onStep(`applied ${applied.join(', ')}`);
    }
    for (const { name, password, url } of roles) {
      if (await canLogIn(url)) continue;
      onStep(`enabling role ${name}`);
      await locked(owner, async () => {
        if (!(await canLogIn(url))) await enableLogin(owner, name, password);
      });
    }
    const [app, system] = roles.map((role) => role.url);
    return { appUrl: app ?? '', systemUrl: system ?? '', applied };
  } finally {
    await owner.end();
  }
}

/** The start before may be rewriting a large table. */
const turnMilliseconds = 60 * 60_000;

// Of several starts at once one works and the others wait: the engine's own lock gives up after ten seconds.
async function locked<Result>(owner: pg.Client, work: () => Promise<Result>): Promise<Result> {
  const key = "hashtextextended('gridsky deploy', 0)";
  const waiting: pg.QueryConfig & { query_timeout: number } = {
    text: `SELECT pg_advisory_lock(${key})`,
    query_timeout: turnMilliseconds,
  };
  await owner.query(waiting);
  try {
    return await work();
  } finally {
    await owner.query(`SELECT pg_advisory_unlock(${key})`);
  }
}
