import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deployDatabase } from '../deploy/index.ts';
import { processIdentity, startEmbeddedPostgres } from '../embedded/index.ts';

/** How to reach the throw-away cluster: URLs name the template database, which must stay without connections. */
export interface TestCluster {
  ownerUrl: string;
  appUrl: string;
  systemUrl: string;
}

const folderPrefix = 'gridsky-test-postgres-';
const migrationsDir = path.resolve(import.meta.dirname, '../../../../prisma/migrations');

/**
 * Starts a PostgreSQL that is not durable and holds the migrated template; `stop` removes every trace of it. `stopNow` does
 * so without waiting, for the end of a process.
 */
export async function startTestCluster(): Promise<{
  cluster: TestCluster;
  stop: () => Promise<void>;
  stopNow: () => void;
}> {
  await sweepAbandoned();
  const folder = await mkdtemp(path.join(tmpdir(), folderPrefix));
  const server = await startEmbeddedPostgres({
    dataDir: path.join(folder, 'data'),
    password: secret(),
    database: 'gridsky_template',
    durable: false,
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const stopNow = () => {
    process.kill(server.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const { appUrl, systemUrl } = await deployDatabase({
      ownerUrl: server.url,
      appPassword: secret(),
      systemPassword: secret(),
      migrationsDir,
    });
    return { cluster: { ownerUrl: server.url, appUrl, systemUrl }, stop, stopNow };
  } catch (error) {
    await stop();
    throw error;
  }
}

// A test run that was killed leaves its server behind: the next one ends it.
async function sweepAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = path.join(tmpdir(), name);
    const state = await readFile(path.join(folder, 'data.json'), 'utf8').then(JSON.parse, () => undefined);
    if (!state) continue;
    const owner = await processIdentity(state.owner.pid);
    if (owner?.startedAt === state.owner.startedAt) continue;
    const lock = await readFile(path.join(folder, 'data/postmaster.pid'), 'utf8').catch(() => '');
    const pid = Number(lock.split('\n')[0]);
    const server = pid > 0 ? await processIdentity(pid) : undefined;
    if (server?.command.includes(folder)) process.kill(pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  }
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
