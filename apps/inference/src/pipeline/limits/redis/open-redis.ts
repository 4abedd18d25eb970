import { Redis } from 'ioredis';

/** Past it a decision is made locally: a request must not wait for a store that is slow. */
const COMMAND_MS = 250;
const CONNECT_MS = 3_000;

/**
 * A connection that fails a command rather than let it wait, and comes back by itself. Throws one sentence when Redis
 * can't be reached at the start. `onError` is told why the connection is down, for the log.
 */
export async function openRedis(url: string, onError: (error: Error) => void): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: COMMAND_MS,
    enableOfflineQueue: false,
    // A command whose connection broke may have been done: it is not sent twice.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
    connectionName: 'gridsky',
  });
  redis.on('error', onError);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    // Without the password that the address may hold.
    const { hostname, port } = new URL(url);
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Redis at ${hostname}:${port || 6379} can't be reached: ${reason} Start it, correct REDIS_URL, or leave REDIS_URL out to run one process alone.`,
    );
  }
  return redis;
}
