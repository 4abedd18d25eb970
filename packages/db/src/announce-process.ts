import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

export type Presence = { close(): Promise<void> };

export type PresenceOptions = {
  /** Whether this process shares no state with others, and so must be the only one that serves this database. */
  alone: boolean;
  /** Told when, after a broken connection, another process is found to have taken this one's place. */
  onIntruder: (error: Error) => void;
};

/** How long a process that was killed a moment ago may still seem to be there. */
const WAIT_MAX_MS = 3_000;
const LOOK_EVERY_MS = 100;
const RECONNECT_MS = 500;

/** Names the lock among all that the database knows: the first bytes of "gridsky.serve". */
const LOCK = "hashtext('gridsky.serve')";

/**
 * Makes this process known for as long as it lives, by an advisory lock on a connection of its own: exclusive for a process that
 * works alone, shared for those that share their limits. Throws one sentence when that can't be: two processes that
 * don't know of each other would each admit the whole of every limit. The lock of a dead process ends with its connection.
 */
export async function announceProcess(url: string, { alone, onIntruder }: PresenceOptions): Promise<Presence> {
  let closed = false;
  let client = await lock(url, alone);

  const keep = (held: Client) => {
    let lost = false;
    const lose = () => {
      if (lost || closed) return;
      lost = true;
      held.end().catch(() => {});
      regain();
    };
    held.on('error', lose);
    held.on('end', lose);
  };
  const regain = async () => {
    while (!closed) {
      try {
        client = await lock(url, alone);
        if (closed) await client.end();
        else keep(client);
        return;
      } catch (error) {
        if (error instanceof ProcessConflict) {
          onIntruder(error);
          return;
        }
        // The database is away: nobody else can take the place either.
        await delay(RECONNECT_MS, undefined, { ref: false });
      }
    }
  };
  keep(client);

  return {
    async close() {
      closed = true;
      await client.end().catch(() => {});
    },
  };
}

class ProcessConflict extends Error {}

async function lock(url: string, alone: boolean): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
    keepAlive: true,
    application_name: 'gridsky-presence',
  });
  client.on('error', () => {});
  await client.connect();
  const sql = `SELECT ${alone ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'}(${LOCK}) AS got`;
  const end = Date.now() + WAIT_MAX_MS;
  for (;;) {
    if ((await client.query<{ got: boolean }>(sql)).rows[0]?.got) return client;
    if (Date.now() > end) break;
    await delay(LOOK_EVERY_MS);
  }
  await client.end();
  throw new ProcessConflict(
    alone
      ? 'Another Gridsky API process already serves this database. Give all of them the same REDIS_URL, so that they share their limits, or stop the other one.'
      : 'A Gridsky API process without REDIS_URL serves this database. Start it again with the same REDIS_URL as this one.',
  );
}
