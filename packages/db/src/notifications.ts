import { Client } from 'pg';

export type NotificationListener = {
  /** false while the connection is down: what was cached may be stale until it is back. */
  readonly connected: boolean;
  close(): Promise<void>;
};

export type ListenOptions = {
  url: string;
  channels: readonly string[];
  onNotification: (channel: string, payload: string) => void;
  /** Called at every (re)connection: notifications sent meanwhile are lost, so whatever was cached must go. */
  onConnected: () => void;
  onDisconnected?: (error: Error | null) => void;
};

const RECONNECT_MIN_MS = 100;
/** Short enough that a database that came back is heard again within a few seconds. */
const RECONNECT_MAX_MS = 2_000;
const ALIVE_EVERY_MS = 5_000;

/**
 * Listens to PostgreSQL notifications on a connection of its own and reconnects by itself, with doubling waits.
 * A connection that is cut without a word (a frozen server, a lost route) is found by a query every 5 s.
 */
export function listen({
  url,
  channels,
  onNotification,
  onConnected,
  onDisconnected,
}: ListenOptions): NotificationListener {
  let client: Client | null = null;
  let connected = false;
  let closed = false;
  let wait = RECONNECT_MIN_MS;
  let timer: NodeJS.Timeout | null = null;

  const lose = (lost: Client, error: Error | null) => {
    if (client !== lost) return;
    client = null;
    if (timer) clearTimeout(timer);
    if (connected) onDisconnected?.(error);
    connected = false;
    lost.end().catch(() => {});
    if (closed) return;
    timer = setTimeout(connect, wait);
    timer.unref();
    wait = Math.min(wait * 2, RECONNECT_MAX_MS);
  };

  const connect = async () => {
    const next = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: ALIVE_EVERY_MS,
      keepAlive: true,
    });
    client = next;
    next.on('error', (error) => lose(next, error));
    next.on('end', () => lose(next, null));
    next.on('notification', ({ channel, payload }) => onNotification(channel, payload ?? ''));
    try {
      await next.connect();
      for (const channel of channels) await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    } catch (error) {
      lose(next, error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (client !== next) return;
    connected = true;
    wait = RECONNECT_MIN_MS;
    onConnected();
    const checkAlive = () => {
      next.query('SELECT 1').then(
        () => {
          if (client !== next) return;
          timer = setTimeout(checkAlive, ALIVE_EVERY_MS);
          timer.unref();
        },
        (error) => lose(next, error),
      );
    };
    timer = setTimeout(checkAlive, ALIVE_EVERY_MS);
    timer.unref();
  };
  void connect();

  return {
    get connected() {
      return connected;
    },
    async close() {
      closed = true;
      if (timer) clearTimeout(timer);
      const last = client;
      client = null;
      connected = false;
      await last?.end().catch(() => {});
    },
  };
}
