import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { installPeer } from './install-peer.ts';

export const PORTKEY = '@portkey-ai/gateway@1.15.2';

/**
 * Portkey's gateway as its documentation starts it, in a process of its own. `headers`: by which it is told where to send, in Voyage's
 * dialect: this version answers 500 to every embedding that it passes on in OpenAI's.
 */
export async function startPortkey(upstream: string) {
  const folder = installPeer(PORTKEY, 'portkey');
  const program = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [program, `--port=${port}`, '--headless'], { env, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + 30_000;
  while (!(await fetch(url).catch(() => null))?.ok) {
    if (performance.now() > until || child.exitCode !== null) throw new Error(`${PORTKEY} does not start.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const headers = {
    'x-portkey-provider': 'voyage',
    'x-portkey-custom-host': upstream,
    authorization: 'Bearer sk-upstream',
  };
  return { url, headers, stop: () => child.kill('SIGKILL') };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = Object(server.address());
      server.close(() => resolve(port));
    });
  });
}
