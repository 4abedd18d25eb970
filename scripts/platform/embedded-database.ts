import { setTimeout as delay } from 'node:timers/promises';
import type { EmbeddedPostgres } from '@gridsky/db/embedded';

const attemptsMax = 10;
const pauseMilliseconds = 500;

export interface EmbeddedDatabaseOptions {
  /** Starts the server; after a crash on the port of before, as the applications know no other. */
  start: (port?: number) => Promise<EmbeddedPostgres>;
  /** Told in one line what happened to the server. */
  onCrash: (line: string) => void;
  /** The server is gone and can't be started again. */
  onLost: () => void;
}

/**
 * Keeps the embedded PostgreSQL running. It mends its own crashes; only when its first process is killed (out of memory)
 * is nothing left of it, and it is started again here.
 */
export async function superviseDatabase(
  options: EmbeddedDatabaseOptions,
): Promise<{ url: string; port: number; stop: () => Promise<void> }> {
  const first = await options.start();
  let stopping = false;
  let current: Promise<EmbeddedPostgres> = Promise.resolve(first);

  async function keepRunning(): Promise<void> {
    while (true) {
      await (await current).exited;
      if (stopping) return;
      options.onCrash('The embedded database ended unexpectedly; starting it again.');
      current = restart();
    }
  }

  async function restart(): Promise<EmbeddedPostgres> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await options.start(first.port);
      } catch (error) {
        if (attempt === attemptsMax || stopping) throw error;
        // Its sessions may need a moment to notice, and hold the shared memory until then.
        await delay(pauseMilliseconds);
      }
    }
  }

  keepRunning().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    options.onCrash(`The embedded database could not be started again: ${reason}`);
    options.onLost();
  });
  const stop = async () => {
    stopping = true;
    const server = await current.catch(() => undefined);
    await server?.stop();
  };
  return { url: first.url, port: first.port, stop };
}
