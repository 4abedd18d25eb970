import { setTimeout as delay } from 'node:timers/promises';
import type { MailContext, RemoteSettings, TenantContext } from '@gridsky/api/services';
import type { Runtime } from '../platform/runtime.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { Settings } from '../platform/settings.ts';
import { CommandError, type World } from './command.ts';
import { unlessInterrupted } from './interruption.ts';
import { readRemoteSettings } from './remote-settings.ts';

/** The platform as a command sees it. */
export interface OpenPlatform {
  settings: Settings;
  context: MailContext;
  /** The operator acts in a tenant with its owner's rights; the audit log says `system`. */
  inTenant: (tenantId: string) => TenantContext;
  /** For what keeps other people's secrets; rejects when the settings about them are wrong. */
  remote: () => Promise<RemoteSettings>;
}

/**
 * Opens the data of the platform for one piece of work, beside a running platform or alone: then the embedded database
 * is started before and stopped after. Migrations and plans are brought up to date first.
 * @throws Interrupted when the signal comes, after everything has been closed
 */
export async function withPlatform<Result>(
  world: World,
  work: (platform: OpenPlatform) => Promise<Result>,
): Promise<Result> {
  const { prepareHome } = await import('../platform/home.ts');
  const { ensureSecrets } = await import('../platform/secrets.ts');
  const { readSettings } = await import('../platform/settings.ts');
  const { openPlatformDatabase } = await import('../platform/database.ts');
  const settings = readSettings(world.root, world.environment);
  await prepareHome(settings);
  const secrets = await ensureSecrets(settings.GRIDSKY_HOME);
  return besideOrAlone(world, settings, async (runtime) => {
    const urls = await openPlatformDatabase(settings, secrets, runtime);
    try {
      return await withContext(world, settings, secrets, urls, work);
    } finally {
      await urls.close();
    }
  });
}

/** Runs the work with the runtime of a running platform, or alone on its home, in turn with other commands. */
export async function besideOrAlone<Result>(
  { signal }: World,
  settings: Settings,
  work: (runtime: Runtime | undefined) => Promise<Result>,
): Promise<Result> {
  if (settings.DATABASE_URL) return work(undefined);
  const beside = await settledRuntime(settings.GRIDSKY_HOME, signal);
  if (beside) return work(beside);
  const { takeHomeTurn } = await import('./home-turn.ts');
  const endTurn = await takeHomeTurn(settings.GRIDSKY_HOME, signal);
  try {
    return await work(await settledRuntime(settings.GRIDSKY_HOME, signal));
  } finally {
    await endTurn();
  }
}

const settleMilliseconds = 60_000;
const pollMilliseconds = 100;

// Between a platform's start and its database's there is nothing to open, and starting a second one would collide.
async function settledRuntime(home: string, signal: AbortSignal): Promise<Runtime | undefined> {
  const { findRunning } = await import('../platform/runtime.ts');
  const deadline = performance.now() + settleMilliseconds;
  for (;;) {
    const runtime = await findRunning(home);
    if (!runtime || (runtime.database && runtime.state !== 'stopping')) return runtime;
    if (performance.now() > deadline) {
      const doing = runtime.state === 'stopping' ? 'stopping' : 'starting';
      throw new CommandError(`Gridsky is ${doing} (process ${runtime.supervisor.pid}): try again when it is done.`);
    }
    await unlessInterrupted(signal, () => delay(pollMilliseconds));
  }
}

async function withContext<Result>(
  world: World,
  settings: Settings,
  secrets: Secrets,
  urls: { appUrl: string; systemUrl: string },
  work: (platform: OpenPlatform) => Promise<Result>,
): Promise<Result> {
  const [{ openDatabase }, { createSealer, seedModels, seedPlans }] = await Promise.all([
    import('@gridsky/db'),
    import('@gridsky/api/services'),
  ]);
  const database = openDatabase({ appUrl: urls.appUrl, systemUrl: urls.systemUrl, connectionsMax: 2 });
  try {
    await Promise.all([seedPlans(database, world.now()), seedModels(database, world.now())]);
    // Letters wait in the database for the dashboard, which alone knows whether there is a way to send them.
    const sealer = createSealer(settings.AUTH_SECRET ?? secrets.authSecret);
    const mail = { publicUrl: settings.PUBLIC_URL, sealer, canSend: true };
    const context: MailContext = { database, actor: { type: 'system' }, now: world.now, ip: null, mail };
    const inTenant = (tenantId: string): TenantContext => ({ ...context, tenantId, role: 'owner' });
    return await unlessInterrupted(world.signal, () =>
      work({ settings, context, inTenant, remote: () => readRemoteSettings(settings) }),
    );
  } finally {
    await database.close();
  }
}
