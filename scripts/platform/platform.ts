import path from 'node:path';
import { stopEmbeddedPostgres } from '@gridsky/db/embedded';
import type { Progress } from '../progress.mjs';
import { buildChanged, builtScripts } from './build.ts';
import { type Child, superviseChild } from './child.ts';
import { childEnvironment } from './child-environment.ts';
import { databaseFolder, describeDatabase, migrate, startDatabase } from './database.ts';
import { superviseDatabase } from './embedded-database.ts';
import type { FirstRun } from './first-run.ts';
import { prepareHome } from './home.ts';
import { followLog, rotateLog } from './log-file.ts';
import { checkPorts } from './ports.ts';
import {
  describeProcess,
  endOrphans,
  findRunning,
  type Runtime,
  removeRuntime,
  thisProcess,
  writeRuntime,
} from './runtime.ts';
import { ensureSecrets, type Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';
import { settles, withinLimit } from './time-limit.ts';

const drainMilliseconds = 10_000;
const readyTimeoutMilliseconds = 120_000;
/** How long a stop waits for a start that is under way. */
const startEndMilliseconds = 30_000;

/** A start that is stuck says where: each step has a name and a limit far above what slow machines were seen to need. */
const stepSeconds = {
  settings: 60,
  database: 180,
  // A large database may be rewritten.
  migrations: 3_600,
  build: 1_800,
  seed: 120,
  API: 180,
  dashboard: 180,
};

export interface PlatformOptions {
  root: string;
  settings: Settings;
  progress: Progress;
  /** Shows the applications' logs on the screen as well. */
  verbose: boolean;
}

export interface Platform {
  /** Brings everything up; rejects with a StartError. After a rejection, stop() still has to be called. */
  start: () => Promise<{ firstRun: FirstRun; logsDir: string }>;
  /** Drains the applications, then stops the database. Leaves no process. May be called at any time. */
  stop: () => Promise<void>;
  /** Ends the applications without draining; the database still writes everything. */
  hurry: () => void;
}

/** The whole platform on one machine: database, API, dashboard, with this process above them. */
export function createPlatform({ root, settings, progress, verbose }: PlatformOptions): Platform {
  const home = settings.GRIDSKY_HOME;
  const children: Child[] = [];
  const followers: (() => void)[] = [];
  let runtime: Runtime | undefined;
  let recorded: Promise<void> = Promise.resolve();
  let database: Awaited<ReturnType<typeof superviseDatabase>> | undefined;
  const stopping = new AbortController();
  const hurrying = new AbortController();
  let starting: Promise<unknown> = Promise.resolve();

  function step<Result>(name: keyof typeof stepSeconds, work: (note: (text: string) => void) => Promise<Result>) {
    return progress.step(name, (note) => withinLimit(name, stepSeconds[name] * 1_000, work(note)));
  }

  async function record(change: Partial<Runtime>): Promise<void> {
    if (!runtime) return;
    const current = { ...runtime, ...change };
    runtime = current;
    // One write at a time: the API and the dashboard start in the same moment.
    recorded = recorded.then(() => writeRuntime(home, current));
    await recorded;
  }

  async function claimHome(): Promise<Secrets> {
    const running = await findRunning(home);
    if (running) {
      throw new StartError(
        `Gridsky is already running here (process ${running.supervisor.pid}): dashboard ${running.webUrl}, API ${running.apiUrl}. Stop it with Ctrl-C there or with kill ${running.supervisor.pid}.`,
      );
    }
    const secrets = await ensureSecrets(home);
    const orphans = await endOrphans(home);
    if (orphans.length > 0) progress.line(`  ended what a killed start had left running: ${orphans.join(', ')}`);
    await checkPorts(settings);
    runtime = {
      supervisor: await thisProcess(),
      state: 'starting',
      webUrl: settings.PUBLIC_URL,
      apiUrl: settings.API_PUBLIC_URL,
      children: {},
    };
    await writeRuntime(home, runtime);
    return secrets;
  }

  async function bringUpData(secrets: Secrets): Promise<{ appUrl: string; systemUrl: string }> {
    const ownerUrl = await step('database', async (note) => {
      if (settings.DATABASE_URL) {
        note('your own (DATABASE_URL)');
        return settings.DATABASE_URL;
      }
      database = await superviseDatabase({
        start: (port) => startDatabase(settings, secrets, port),
        onCrash: (line) => progress.line(line),
        onLost: () => process.kill(process.pid, 'SIGTERM'),
      });
      note(`embedded PostgreSQL on port ${database.port}`);
      return database.url;
    });
    await record({ database: describeDatabase(ownerUrl, database !== undefined) });
    return step('migrations', async (note) => {
      const { applied, ...urls } = await migrate(settings, secrets, ownerUrl);
      if (applied.length > 0) note(`${applied.length} applied`);
      return urls;
    });
  }

  async function launch(
    name: string,
    key: string,
    script: string,
    port: number,
    readyPath: string,
    env: Record<string, string>,
  ) {
    if (stopping.signal.aborted) return;
    const logFile = path.join(home, 'logs', `${key}.log`);
    await rotateLog(logFile);
    if (verbose) followers.push(await followLog(logFile, (line) => progress.line(`${key} │ ${line}`)));
    const child = superviseChild({
      name,
      script,
      cwd: root,
      env,
      logFile,
      readyUrl: `http://${reachable(settings.HOST)}:${port}${readyPath}`,
      readyTimeoutMilliseconds,
      onSpawn: async (pid) => {
        const process = { ...(await describeProcess(pid)), port };
        await record({ children: { ...runtime?.children, [key]: process } });
      },
      onCrash: (line) => progress.line(line),
    });
    children.push(child);
    await child.ready;
  }

  async function launchApplications(urls: { appUrl: string; systemUrl: string }, secrets: Secrets): Promise<void> {
    const env = childEnvironment(settings, secrets, urls);
    const scripts = builtScripts(root);
    const api = step('API', () => launch('The API', 'api', scripts.api, settings.API_PORT, '/readyz', env));
    const web = step('dashboard', () => launch('The dashboard', 'web', scripts.web, settings.PORT, '/api/health', env));
    await Promise.allSettled([api, web]);
    await Promise.all([api, web]);
  }

  async function bringUp(): Promise<{ firstRun: FirstRun; logsDir: string }> {
    const { logsDir, secrets } = await step('settings', async () => {
      const prepared = await prepareHome(settings);
      return { ...prepared, secrets: await claimHome() };
    });
    // Loading the services takes as long as starting the database: both at once.
    const services = import('./first-run.ts');
    const data = bringUpData(secrets);
    const build = step('build', async (note) => {
      const built = await buildChanged(root, stopping.signal);
      note(built.length > 0 ? built.join(', ') : 'nothing has changed');
    });
    const embedded = settings.DATABASE_URL === undefined;
    const mail = {
      smtpUrl: settings.raw.SMTP_URL,
      publicUrl: settings.PUBLIC_URL,
      authSecret: settings.AUTH_SECRET ?? secrets.authSecret,
    };
    const firstRun = data.then((urls) =>
      step('seed', async () => (await services).prepareFirstRun(urls, home, embedded, mail)),
    );
    const applications = Promise.all([data, build]).then(([urls]) => launchApplications(urls, secrets));
    const steps = [services, data, build, firstRun, applications] as const;
    // All run to their end, so that nothing is still being started while the failure of one is being cleaned up.
    await Promise.allSettled(steps);
    await Promise.all(steps);
    await record({ state: 'ready' });
    return { firstRun: await firstRun, logsDir };
  }

  async function stopDatabase(): Promise<void> {
    if (database) return database.stop();
    // A start that was given up may have left a server that it had not yet taken over.
    if (runtime && !settings.DATABASE_URL) await stopEmbeddedPostgres(databaseFolder(settings));
  }

  return {
    start() {
      const result = bringUp();
      starting = result.catch(() => undefined);
      return result;
    },
    async stop() {
      stopping.abort();
      for (const follower of followers) follower();
      const stopChildren = () => Promise.all(children.map((child) => child.stop(drainMilliseconds)));
      await stopChildren();
      // A start that was under way may have brought up more in the meantime.
      const ended = await settles(starting, startEndMilliseconds, hurrying.signal);
      const stuck = progress.names();
      await record({ state: 'stopping' });
      await stopChildren();
      await stopDatabase();
      if (runtime) await removeRuntime(home);
      if (!ended)
        throw new StartError(`Stopped in the middle of ${stuck.join(', ') || 'the start'}, which did not end.`);
    },
    hurry() {
      hurrying.abort();
      for (const child of children) child.kill();
    },
  };
}

/** An address that reaches a listener on `host` from this machine. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
