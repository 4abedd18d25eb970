import { checkLedger, listModels } from '@gridsky/api/services';
import { findWallHoles, openDatabase } from '@gridsky/db';
import { type DatabaseReport, inspectDatabase } from '@gridsky/db/deploy';
import { migrationsDir, ownerUrlBeside, startDatabase } from '../../platform/database.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { Settings } from '../../platform/settings.ts';
import { operatorSentence } from '../../platform/start-error.ts';
import { CommandError, type World } from '../command.ts';
import { besideOrAlone } from '../open-platform.ts';
import { type Check, fail, failFor, ok, warn } from './check.ts';
import { checkAddedModels } from './models.ts';

/** First PostgreSQL that has all that the migrations use. */
const majorMin = 15;

/** The database from its port to its sums; an embedded one that isn't running is started for as long as this takes. */
export async function checkDatabase(world: World, settings: Settings, secrets: Secrets | undefined): Promise<Check[]> {
  const appPassword = settings.DATABASE_APP_PASSWORD ?? secrets?.databaseAppPassword;
  const systemPassword = settings.DATABASE_SYSTEM_PASSWORD ?? secrets?.databaseSystemPassword;
  if (!appPassword || !systemPassword) return [warn('database', 'Not looked at, as it needs the secrets.')];
  try {
    return await withOwnerUrl(world, settings, secrets, async (ownerUrl) => {
      const report = await inspectDatabase({ ownerUrl, appPassword, systemPassword, migrationsDir });
      const checks = checkReport(ownerUrl, report);
      if (checks.some(({ status }) => status === 'fail')) return checks;
      return [...checks, ...(await checkData(world, report))];
    });
  } catch (error) {
    const text = error instanceof CommandError ? error.message : operatorSentence(error);
    return [failFor('database', error, text)];
  }
}

function withOwnerUrl(
  world: World,
  settings: Settings,
  secrets: Secrets | undefined,
  work: (ownerUrl: string) => Promise<Check[]>,
): Promise<Check[]> {
  if (settings.DATABASE_URL) return work(settings.DATABASE_URL);
  if (!secrets) throw new CommandError('The embedded database needs secrets.json: npm start makes it.');
  return besideOrAlone(world, settings, async (runtime) => {
    const beside = ownerUrlBeside(settings, secrets, runtime);
    if (beside) return work(beside);
    const server = await startDatabase(settings, secrets);
    try {
      return await work(server.url);
    } finally {
      await server.stop();
    }
  });
}

function checkReport(ownerUrl: string, { version, major, pending, lockedRoles }: DatabaseReport): Check[] {
  const { hostname, port, pathname } = new URL(ownerUrl);
  const place = `${decodeURIComponent(pathname.slice(1))} at ${hostname}:${port || 5432}`;
  const none = 'all applied';
  return [
    major >= majorMin
      ? ok('database', `PostgreSQL ${version}, ${place}`)
      : fail('database', `PostgreSQL ${version}, ${place}, is too old: bring it to ${majorMin} or newer.`),
    pending.length === 0
      ? ok('migrations', none)
      : fail('migrations', `Not applied: ${pending.join(', ')}. npm start applies them.`),
    lockedRoles.length === 0
      ? ok('roles', 'gridsky_app and gridsky_system log in')
      : fail('roles', `${lockedRoles.join(' and ')} can't log in with the password in use: npm start sets it.`),
  ];
}

async function checkData(world: World, { appUrl, systemUrl }: DatabaseReport): Promise<Check[]> {
  const database = openDatabase({ appUrl, systemUrl, connectionsMax: 1 });
  // The same look through the eyes of the role that serves tenants.
  const asApp = openDatabase({ appUrl, systemUrl: appUrl, connectionsMax: 1 });
  try {
    const holes = [
      ...(await findWallHoles(asApp.system, 'gridsky_app')),
      ...(await findWallHoles(database.system, 'gridsky_system')),
    ];
    const { hours, accounts } = await checkLedger(database);
    const unsound = [...new Set([...hours, ...accounts].map(({ tenantId }) => tenantId))];
    const ledgerTime = `at ${world.now().toISOString()}`;
    return [
      holes.length === 0
        ? ok('tenant walls', 'every table with a tenant enforces its policy')
        : fail('tenant walls', [...new Set(holes)].join(' ')),
      unsound.length === 0
        ? ok('ledger', 'hours equal their events, credit equals its grants, holds and costs')
        : fail(
            'ledger',
            `${hours.length} hours and ${accounts.length} credit accounts don't add up ${ledgerTime} (tenants ${unsound.slice(0, 5).join(', ')}): restore a backup beside and compare; the events are the truth.`,
          ),
      ...(await checkAddedModels(await listModels(database))),
    ];
  } finally {
    await Promise.all([database.close(), asApp.close()]);
  }
}
