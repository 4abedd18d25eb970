import { spawn } from 'node:child_process';
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { EmbeddedPostgresError, explainFailure } from './errors.ts';
import { giveFolder, type Launcher } from './privileges.ts';

export interface ClusterOptions {
  dataDir: string;
  initdb: string;
  /** Major version of the server that will open the folder. */
  major: number;
  launcher: Launcher;
  /** Of the superuser `postgres`; used only when the cluster is made. */
  password: string;
  durable: boolean;
}

/** Makes the data folder if there is none yet; else checks that this server can open it. Returns true when it was made. */
export async function ensureCluster(options: ClusterOptions): Promise<boolean> {
  const { dataDir, launcher, major } = options;
  const version = await readVersion(dataDir);
  if (version === undefined) {
    await makeCluster(options);
    return true;
  }
  if (version !== major) {
    throw new EmbeddedPostgresError(
      `The data in ${dataDir} was written by PostgreSQL ${version}, this Gridsky brings ${major}: dump it with version ${version} and restore it, or start the Gridsky that wrote it.`,
    );
  }
  await giveFolder(dataDir, launcher.owner);
  return false;
}

async function readVersion(dataDir: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(path.join(dataDir, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      `The data folder ${dataDir} can't be read by this user: start as the user that owns it, or give it to this one (chown -R).`,
    );
  }
}

// initdb works in a folder beside and the result is renamed: an interrupted first start never leaves half a cluster.
async function makeCluster({ dataDir, initdb, launcher, password, durable }: ClusterOptions): Promise<void> {
  const scratch = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  await rm(scratch, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  await mkdir(scratch, { mode: 0o700 });
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (launcher.owner) {
      await chown(scratch, launcher.owner.uid, launcher.owner.gid);
      await chown(passwordFile, launcher.owner.uid, launcher.owner.gid);
    }
    await runInitdb(launcher, initdb, scratch, [
      `--pgdata=${scratch}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The built-in provider sorts the same on every system; the C library's would not.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--data-checksums',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await rm(dataDir, { recursive: true, force: true });
    await rename(scratch, dataDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(scratch, { recursive: true, force: true });
  }
}

function runInitdb(launcher: Launcher, initdb: string, cwd: string, args: string[]): Promise<void> {
  const [command, commandArgs] = launcher.command(initdb, args);
  return new Promise((resolve, reject) => {
    let output = '';
    const child = spawn(command, commandArgs, {
      ...launcher.identity,
      cwd,
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => reject(new EmbeddedPostgresError(`initdb doesn't run: ${error.message}`)));
    child.once('close', (code) => (code === 0 ? resolve() : reject(explainFailure('initdb', output, cwd))));
  });
}
