import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { EmbeddedPostgresError, explainFailure, PortTakenError } from './errors.ts';
import { choosePort } from './port.ts';
import { findPostmaster, stopPostmaster, waitUntilReady } from './postmaster.ts';
import { chooseLauncher, type Launcher } from './privileges.ts';
import { processIdentity } from './process-identity.ts';

export { EmbeddedPostgresError } from './errors.ts';
export { type ProcessIdentity, processIdentity } from './process-identity.ts';

export interface EmbeddedPostgresOptions {
  /** Made when missing. Beside it are kept its log, and its port and owner in a small JSON file. */
  dataDir: string;
  /** Of the superuser `postgres`. */
  password: string;
  /** Without it: the port of last time while it is free, else a free one. */
  port?: number;
  /** Name in the returned URL; it is the caller's to create. Default `gridsky`. */
  database?: string;
  /** False gives up crash safety for speed: for throw-away clusters only. Default true. */
  durable?: boolean;
  /** How long crash recovery may take before giving up. Default 120 s. */
  readyTimeoutMilliseconds?: number;
}

export interface EmbeddedPostgres {
  url: string;
  port: number;
  pid: number;
  /** Resolves when the server has ended, wanted or not. */
  exited: Promise<void>;
  /** Ends sessions, writes everything, and resolves when the process is gone. */
  stop: () => Promise<void>;
}

/** How often a port that was free a moment ago may turn out to be taken. */
const portAttempts = 5;

interface ClusterState {
  port: number;
  /** The process that started the server, with its start time, as numbers are used again. */
  owner: { pid: number; startedAt: string };
}

/**
 * Starts the PostgreSQL that comes with the packages on 127.0.0.1, making its data folder first when there is none.
 * A server left on that folder by a caller that was killed is stopped first; one whose caller still lives is refused.
 * @throws EmbeddedPostgresError with a sentence for the operator
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  const durable = options.durable ?? true;
  const home = path.dirname(dataDir);
  const binaries = await findBinaries(process.platform, process.arch);
  await mkdir(home, { recursive: true });

  const state = await readState(dataDir);
  await stopLeftServer(dataDir, state);
  const { launcher, major } = chooseLauncher(binaries.postgres, home);
  await ensureCluster({ dataDir, initdb: binaries.initdb, major, launcher, password: options.password, durable });

  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(options.port, state?.port);
    try {
      return await run(binaries.postgres, launcher, { ...options, dataDir, durable, port });
    } catch (error) {
      if (!(error instanceof PortTakenError) || attempt === portAttempts) throw error;
    }
  }
}

/** Stops the server on a data folder, whoever started it; without one there is nothing to do. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<void> {
  const running = await findPostmaster(path.resolve(dataDir));
  if (running) await stopPostmaster(running.pid);
}

async function run(
  postgres: string,
  launcher: Launcher,
  options: EmbeddedPostgresOptions & { port: number; durable: boolean },
): Promise<EmbeddedPostgres> {
  const { dataDir, port } = options;
  const child = await launch(postgres, dataDir, launcher, serverSettings(port, options.durable));
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const pid = child.pid;
  if (pid === undefined) throw new EmbeddedPostgresError('PostgreSQL did not start.');
  const owner = { pid: process.pid, startedAt: (await processIdentity(process.pid))?.startedAt ?? '' };
  await writeState(dataDir, { port, owner });
  try {
    if (!(await waitUntilReady(dataDir, pid, options.readyTimeoutMilliseconds ?? 120_000))) {
      throw explainFailure('PostgreSQL', await readFile(logFile(dataDir), 'utf8'), dataDir);
    }
  } catch (error) {
    await stopPostmaster(pid);
    throw error;
  }
  const url = new URL(`postgresql://127.0.0.1:${port}/${encodeURIComponent(options.database ?? 'gridsky')}`);
  url.username = 'postgres';
  url.password = encodeURIComponent(options.password);
  const stop = async () => {
    await stopPostmaster(pid);
    await exited;
  };
  return { url: url.href, port, pid, exited, stop };
}

async function stopLeftServer(dataDir: string, state: ClusterState | undefined): Promise<void> {
  const running = await findPostmaster(dataDir);
  if (!running) return;
  const owner = state && (await processIdentity(state.owner.pid));
  if (owner && owner.startedAt === state.owner.startedAt) {
    throw new EmbeddedPostgresError(
      `The database in ${dataDir} is in use by process ${state.owner.pid}: stop that one first, or use another GRIDSKY_HOME.`,
    );
  }
  await stopPostmaster(running.pid);
}

function serverSettings(port: number, durable: boolean): Record<string, string | number> {
  return {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and row details may carry personal data and secrets: they stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    // Containers often have only 64 MiB of /dev/shm, too little for parallel queries; files do as well.
    dynamic_shared_memory_type: 'mmap',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
}

// In a session of its own, so that a Ctrl-C in the terminal reaches only the caller, who stops the server last.
async function launch(
  postgres: string,
  dataDir: string,
  launcher: Launcher,
  settings: Record<string, string | number>,
): Promise<ChildProcess> {
  const log = logFile(dataDir);
  await rename(log, `${log}.previous`).catch(() => undefined);
  const logDescriptor = openSync(log, 'w', 0o600);
  try {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [command, args] = launcher.command(postgres, ['-D', dataDir, ...flags]);
    const child = spawn(command, args, {
      ...launcher.identity,
      cwd: dataDir,
      env: {},
      detached: true,
      stdio: ['ignore', logDescriptor, logDescriptor],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => reject(new EmbeddedPostgresError(`PostgreSQL doesn't run: ${error.message}`)));
    });
    return child;
  } finally {
    closeSync(logDescriptor);
  }
}

async function readState(dataDir: string): Promise<ClusterState | undefined> {
  try {
    return JSON.parse(await readFile(stateFile(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
}

async function writeState(dataDir: string, state: ClusterState): Promise<void> {
  const scratch = `${stateFile(dataDir)}.new`;
  await rm(scratch, { force: true });
  await writeFile(scratch, `${JSON.stringify(state)}\n`);
  await rename(scratch, stateFile(dataDir));
}

const stateFile = (dataDir: string) => `${dataDir}.json`;
const logFile = (dataDir: string) => `${dataDir}.log`;
