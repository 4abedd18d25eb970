import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deployDatabase } from '@gridsky/db/deploy';
import { startEmbeddedPostgres } from '@gridsky/db/embedded';

export type DatabaseCluster = Awaited<ReturnType<typeof startDatabaseCluster>>;

const migrationsDir = path.resolve(import.meta.dirname, '../../../prisma/migrations');

const PORT_MIN = 20_000;
const PORTS = 10_000;
const TRIES = 10;

/** At a port that no other test's server takes while this one is down: they all begin with the same few, or are given higher ones by the system. */
async function startOnOwnPort(options: Parameters<typeof startEmbeddedPostgres>[0]) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startEmbeddedPostgres({ ...options, port: PORT_MIN + randomInt(PORTS) });
    } catch (error) {
      if (attempt === TRIES) throw error;
    }
  }
}

/** A durable, migrated PostgreSQL of a test's own, which the test may stop, freeze and start again on the same port. */
export async function startDatabaseCluster() {
  const folder = await mkdtemp(path.join(tmpdir(), 'gridsky-chaos-postgres-'));
  const options = { dataDir: path.join(folder, 'data'), password: secret(), database: 'gridsky' };
  let server = await startOnOwnPort(options);
  const urls = await deployDatabase({
    ownerUrl: server.url,
    appPassword: secret(),
    systemPassword: secret(),
    migrationsDir,
  });
  let frozen: number[] = [];
  const end = async (signal: NodeJS.Signals) => {
    process.kill(server.pid, signal);
    await server.exited;
  };

  return {
    ownerUrl: server.url,
    appUrl: urls.appUrl,
    systemUrl: urls.systemUrl,
    /** PostgreSQL's immediate shutdown: sessions end at once, nothing is written down, the next start recovers. */
    kill: () => end('SIGQUIT'),
    /** PostgreSQL's fast shutdown. */
    stop: () => end('SIGINT'),
    /** Starts it again on its port. */
    async start() {
      server = await startEmbeddedPostgres({ ...options, port: server.port });
    },
    /** Stops the postmaster and all its children in their tracks; connections stay open and nothing answers. */
    async freeze() {
      process.kill(server.pid, 'SIGSTOP');
      frozen = [server.pid];
      for (const pid of await childrenOf(server.pid)) {
        process.kill(pid, 'SIGSTOP');
        frozen.push(pid);
      }
    },
    thaw() {
      for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT');
    },
    async remove() {
      for (const pid of frozen.splice(0)) process.kill(pid, 'SIGCONT');
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function childrenOf(parent: number): Promise<number[]> {
  const children: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    // The name stands in brackets and may hold anything; state and parent follow it.
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) children.push(Number(entry));
  }
  return children;
}

function secret(): string {
  return randomBytes(18).toString('base64url');
}
