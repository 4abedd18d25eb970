import { connect, explain } from './connect.ts';
import { isUpToDate, readMigrations } from './migrations.ts';
import { canLogIn, urlFor } from './roles.ts';

export interface InspectOptions {
  ownerUrl: string;
  /** Passwords that the applications will use. */
  appPassword: string;
  systemPassword: string;
  migrationsDir: string;
}

export interface DatabaseReport {
  /** As the server says it, such as `18.4`. */
  version: string;
  major: number;
  /** Names of migrations that are not applied, or not with the text they have now. */
  pending: string[];
  /** Roles that can't log in with their password. */
  lockedRoles: string[];
  appUrl: string;
  systemUrl: string;
}

/**
 * Looks at a database as deployDatabase would leave it, and changes nothing.
 * @throws DeployError with a sentence for the operator when it can't be reached
 */
export async function inspectDatabase(options: InspectOptions): Promise<DatabaseReport> {
  const { ownerUrl } = options;
  const appUrl = urlFor(ownerUrl, 'gridsky_app', options.appPassword);
  const systemUrl = urlFor(ownerUrl, 'gridsky_system', options.systemPassword);
  const owner = await connect(ownerUrl).catch((error) => {
    throw explain(error, ownerUrl);
  });
  try {
    const { rows } = await owner.query<{ version: string; number: string }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number`,
    );
    const pending: string[] = [];
    for (const migration of await readMigrations(options.migrationsDir)) {
      if (!(await isUpToDate(owner, [migration]))) pending.push(migration.name);
    }
    const lockedRoles: string[] = [];
    if (!(await canLogIn(appUrl))) lockedRoles.push('gridsky_app');
    if (!(await canLogIn(systemUrl))) lockedRoles.push('gridsky_system');
    return {
      version: rows[0]?.version.split(' ')[0] ?? 'unknown',
      major: Math.floor(Number(rows[0]?.number ?? 0) / 10_000),
      pending,
      lockedRoles,
      appUrl,
      systemUrl,
    };
  } finally {
    await owner.end();
  }
}
