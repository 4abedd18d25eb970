import { createServer } from 'node:net';
import { EmbeddedPostgresError } from './errors.ts';

/** First port tried for a new cluster: away from 5432, where a PostgreSQL of the operator's own may come up later. */
const firstPort = 55_432;
const portsTried = 20;

/**
 * Picks the server's port: the wanted one or none, else the remembered one while it is free, else a free one.
 * @throws EmbeddedPostgresError when the wanted port is taken
 */
export async function choosePort(wanted: number | undefined, remembered: number | undefined): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted;
    throw new EmbeddedPostgresError(
      `Port ${wanted}, wanted for the embedded PostgreSQL, is taken: choose another or stop what uses it.`,
    );
  }
  if (remembered !== undefined && (await isFree(remembered))) return remembered;
  for (let port = firstPort; port < firstPort + portsTried; port += 1) {
    if (await isFree(port)) return port;
  }
  const port = await listenOnce(0);
  if (port === undefined) throw new EmbeddedPostgresError('No free port on 127.0.0.1 for the embedded PostgreSQL.');
  return port;
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const listening = typeof address === 'object' && address ? address.port : undefined;
      server.close(() => resolve(listening));
    });
  });
}
