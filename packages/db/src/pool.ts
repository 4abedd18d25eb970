import { Pool, type PoolConfig } from 'pg';

export type { Pool } from 'pg';

/**
 * A plain connection pool, for the few statements of the request path where every millisecond counts.
 * `statement_timeout` bounds a server that accepts queries and does not answer.
 */
export function openPool(url: string, config: Pick<PoolConfig, 'max' | 'application_name'> = {}): Pool {
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
