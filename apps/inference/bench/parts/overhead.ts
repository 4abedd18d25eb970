import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundle } from '../../test/server-process.ts';
import { load } from '../load.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const BODY = { model: 'free', input: 'The quick brown fox', encoding_format: 'base64' };

/** S3: what keys, limits, ledger and log add to a request, with an engine that costs nothing. */
export async function overhead(rounds: number, seconds: number): Promise<Part> {
  const platform = await startBenchPlatform();
  const servers = await startOverheadServers(platform);
  try {
    const rows: Part['rows'] = [];
    for (const connections of [1, 32]) {
      const send = (url: string) =>
        load(`${url}/v1/embeddings`, { secret: platform.secret, body: BODY, connections, seconds });
      for (const url of [servers.everything, servers.nothing]) await send(url);
      const figures = { on: [] as number[], off: [] as number[], added: [] as number[], ratio: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const off = await send(servers.nothing);
        const on = await send(servers.everything);
        if (on.failures + off.failures > 0) throw new Error(`${on.failures + off.failures} requests failed.`);
        figures.on.push(on.requestsPerSecond);
        figures.off.push(off.requestsPerSecond);
        figures.ratio.push(on.requestsPerSecond / off.requestsPerSecond);
        figures.added.push(on.meanMs - off.meanMs);
      }
      rows.push({
        what: `${connections} connection${connections > 1 ? 's' : ''}`,
        figures: {
          'on, requests/s': median(figures.on).toFixed(0),
          'off, requests/s': median(figures.off).toFixed(0),
          ratio: times(median(figures.ratio)),
          'added, ms a request': median(figures.added).toFixed(2),
          promise: '≥ 0.85 ×, ≤ 3 ms',
        },
      });
    }
    return {
      title: 'S3: everything around a request on, against all of it off',
      about: `One process, two ports, an engine that costs nothing, answers of 1 × 1536 in base64. On: key look-up, five rolling windows, place in flight, a durable commit before the answer, a log line. Off: none of them. ${rounds} rounds of ${seconds} s by turns, medians.`,
      rows,
    };
  } finally {
    servers.stop();
    await platform.stop();
  }
}

async function startOverheadServers({ urls, secret }: Awaited<ReturnType<typeof startBenchPlatform>>) {
  // Bundled as the server is: a loader that translates on the fly leaves helpers in the functions that are measured.
  await bundle('bench/overhead-server.ts');
  const child = spawn(process.execPath, ['node_modules/.cache/gridsky/bench/overhead-server.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATABASE_APP_URL: urls.appUrl,
      DATABASE_SYSTEM_URL: urls.systemUrl,
      SECRET: secret,
    },
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const [everything = '', nothing = ''] = line.split(' ').map((port) => `http://127.0.0.1:${port}`);
  return { everything, nothing, stop: () => child.kill('SIGKILL') };
}
