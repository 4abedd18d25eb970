import { createServer } from 'node:net';
import type { Settings } from './settings.ts';
import { StartError } from './start-error.ts';

/** @throws StartError naming the first port that the platform can't have, and its setting */
export async function checkPorts({ HOST, PORT, API_PORT }: Settings): Promise<void> {
  for (const [setting, port] of [
    ['PORT', PORT],
    ['API_PORT', API_PORT],
  ] as const) {
    const code = await tryListen(HOST, port);
    if (code === undefined) continue;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${port} is taken by another program: stop that one, or set ${setting} to a free port (${setting}=${port + 1} npm start).`,
      );
    }
    if (code === 'EACCES') {
      throw new StartError(`Port ${port} needs rights that this user doesn't have: set ${setting} to one above 1023.`);
    }
    throw new StartError(`HOST ${HOST} is no address of this machine (${code}): set it to 127.0.0.1 or 0.0.0.0.`);
  }
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
