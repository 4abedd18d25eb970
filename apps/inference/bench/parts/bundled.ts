import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { load } from '../load.ts';
import { cpuMsOf, startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

const SHAPES = [
  { what: 'v1, 1 text', model: 'plugsky-embed-v1', texts: 1, connections: 32 },
  { what: 'v1, 1 text, 1 connection', model: 'plugsky-embed-v1', texts: 1, connections: 1 },
  { what: 'v1, 100 texts of 30 tokens', model: 'plugsky-embed-v1', texts: 100, connections: 8 },
  { what: 'large, 1 text', model: 'plugsky-embed-large', texts: 1, connections: 32 },
];

/** S2: the complete API with a bundled model against a bare HTTP server that reads as much and answers the same bytes. */
export async function bundled(rounds: number, seconds: number): Promise<Part> {
  const platform = await startBenchPlatform();
  const bare = await startBare();
  try {
    const rows: Part['rows'] = [];
    for (const { what, model, texts, connections } of SHAPES) {
      const text = 'a text of some thirty tokens, as questions to a search page often are, and so on and on to its end';
      const input = texts === 1 ? 'The quick brown fox' : Array<string>(texts).fill(text);
      const body = { model, input, encoding_format: 'base64' };
      const { secret } = platform;
      const answer = await fetch(`${platform.url}/v1/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify(body),
      });
      await fetch(`${bare.url}/set`, { method: 'POST', body: Buffer.from(await answer.arrayBuffer()) });
      const send = (url: string) => load(`${url}/v1/embeddings`, { secret, body, connections, seconds });
      await send(platform.url);
      await send(bare.url);
      const figures = { ours: [] as number[], bare: [] as number[], p50: [] as number[], cpu: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const other = await send(bare.url);
        const before = platform.cpuMs();
        const own = await send(platform.url);
        if (own.failures + other.failures > 0) throw new Error(`${own.failures + other.failures} requests failed.`);
        figures.ours.push(own.requestsPerSecond);
        figures.bare.push(other.requestsPerSecond);
        figures.p50.push(own.p50Ms);
        figures.cpu.push((platform.cpuMs() - before) / own.requests);
      }
      const ratios = figures.ours.map((rate, round) => rate / (figures.bare[round] ?? Number.NaN));
      rows.push({
        what,
        figures: {
          connections: String(connections),
          'API, requests/s': median(figures.ours).toFixed(0),
          'bare, requests/s': median(figures.bare).toFixed(0),
          ratio: times(median(ratios)),
          'API p50, ms': median(figures.p50).toFixed(1),
          'CPU-ms a request': median(figures.cpu).toFixed(2),
        },
      });
    }
    return {
      title: 'S2: bundled models over HTTP against a bare server that answers the same bytes',
      about: `base64, keys, limits and the ledger on, PostgreSQL with durable commits. The client shares the machine. ${rounds} rounds of ${seconds} s by turns, medians. Promise: ≥ 0.75 × with one short text over 32 connections.`,
      rows,
    };
  } finally {
    bare.stop();
    await platform.stop();
  }
}

async function startBare() {
  const file = fileURLToPath(new URL('../bare-server.mjs', import.meta.url));
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${line}`, cpuMs: () => cpuMsOf(child.pid ?? 0), stop: () => child.kill('SIGKILL') };
}
