import { Pool, type PoolConfig } from 'pg';

export type { Pool } from 'pg';

export type PoolOptions = Pick<PoolConfig, 'max' | 'application_name' | 'query_timeout' | 'connectionTimeoutMillis'>;

/**
 * A plain connection pool, for the few statements of the request path where every millisecond counts.
 * `query_timeout` bounds a server that accepts queries and does not answer; the connection is then given up.
 */
export function openPool(url: string, config: PoolOptions = {}): Pool {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    query_timeout: 10_000,
    keepAlive: true,
    ...config,
  });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}
