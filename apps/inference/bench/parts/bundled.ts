import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../src/engine/package-root.ts';
import { startChild } from '../child-server.ts';
import { load } from '../load.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

export const bundledShapes = [
  { what: 'v1, 1 text', model: 'plugsky-embed-v1', texts: 1, connections: 1 },
  { what: 'v1, 1 text', model: 'plugsky-embed-v1', texts: 1, connections: 8 },
  { what: 'v1, 1 text', model: 'plugsky-embed-v1', texts: 1, connections: 32 },
  { what: 'v1, 1 text', model: 'plugsky-embed-v1', texts: 1, connections: 64 },
  { what: 'v1, 100 texts of 30 tokens', model: 'plugsky-embed-v1', texts: 100, connections: 8 },
  { what: 'v1, 2,048 texts of 30 tokens', model: 'plugsky-embed-v1', texts: 2_048, connections: 1 },
  { what: 'large, 1 text', model: 'plugsky-embed-large', texts: 1, connections: 32 },
  { what: 'potion-base-2M, 1 text', model: 'potion-base-2M', texts: 1, connections: 32 },
];
/** A published static model; its row is left out where the folder is not there. */
const potion = resolve(packageRoot, '../../../shared/models/potion-base-2M');
const hasPotion = existsSync(potion);

/** S2: the complete API with a bundled model against a bare HTTP server that reads as much and answers the same bytes. */
export async function bundled(rounds: number, seconds: number, shapes = bundledShapes): Promise<Part> {
  const platform = await startBenchPlatform(hasPotion ? [potion] : []);
  const bare = await startChild([fileURLToPath(new URL('../bare-server.mjs', import.meta.url))]);
  try {
    const rows: Part['rows'] = [];
    for (const { what, model, texts, connections } of shapes) {
      if (model === 'potion-base-2M' && !hasPotion) continue;
      const text = 'a text of some thirty tokens, as questions to a search page often are, and so on and on to its end';
      const input = texts === 1 ? 'The quick brown fox' : Array<string>(texts).fill(text);
      const body = { model, input, encoding_format: 'base64' };
      const { secret } = platform;
      const answer = await postOnce(platform.url, secret, body);
      await fetch(`${bare.url}/set`, { method: 'POST', body: answer });
      const send = (url: string) => load(`${url}/v1/embeddings`, { secret, body, connections, seconds });
      const plain = await startPlain(model);
      try {
        checkSame(await postOnce(plain.url, secret, body), answer);
        const others = { bytes: bare, model: plain };
        const figures = { ours: [] as number[], bytes: [] as number[], model: [] as number[] };
        const ratios = { bytes: [] as number[], model: [] as number[] };
        const spent = { p50: [] as number[], cpu: [] as number[] };
        for (const url of [platform.url, bare.url, plain.url]) await send(url);
        for (let round = 0; round < rounds; round++) {
          const before = platform.cpuMs();
          const own = await send(platform.url);
          figures.ours.push(own.requestsPerSecond);
          spent.cpu.push((platform.cpuMs() - before) / own.requests);
          spent.p50.push(own.p50Ms);
          for (const [name, { url: other }] of Object.entries(others) as ['bytes' | 'model', { url: string }][]) {
            const theirs = await send(other);
            if (own.failures + theirs.failures > 0)
              throw new Error(`${own.failures + theirs.failures} requests failed.`);
            figures[name].push(theirs.requestsPerSecond);
            ratios[name].push(own.requestsPerSecond / theirs.requestsPerSecond);
          }
        }
        rows.push({
          what,
          figures: {
            connections: String(connections),
            'API, requests/s': median(figures.ours).toFixed(0),
            'plain server with the model': median(figures.model).toFixed(0),
            'ratio to it': times(median(ratios.model)),
            'server that sends stored bytes': median(figures.bytes).toFixed(0),
            'ratio to that': times(median(ratios.bytes)),
            'API p50, ms': median(spent.p50).toFixed(1),
            'API CPU-ms a request': median(spent.cpu).toFixed(2),
          },
        });
      } finally {
        plain.stop();
      }
    }
    return {
      title: 'S2: bundled models over HTTP against bare servers that answer the same',
      about: `base64, keys, limits and the ledger on, PostgreSQL with durable commits. The plain server is node:http with a stock tokenizer and the same graph, and nothing else; the other one sends bytes that it was given. The client shares the machine. ${rounds} rounds of ${seconds} s by turns, medians. Promise: ≥ 0.75 × with one short text over 32 connections.`,
      rows,
    };
  } finally {
    bare.stop();
    await platform.stop();
  }
}

/** A plain server with the model, which is what one would otherwise write. */
function startPlain(model: string) {
  const program = fileURLToPath(new URL('../bare-model-server.ts', import.meta.url));
  return startChild(['--import', 'tsx', program, model, ...(model === 'potion-base-2M' ? [potion] : [])]);
}

async function postOnce(url: string, secret: string, body: object): Promise<string> {
  const answer = await fetch(`${url}/v1/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify(body),
  });
  return answer.text();
}

/** Both sides must have done the same work. */
function checkSame(theirs: string, ours: string): void {
  const [one, other] = [theirs, ours].map((text) => {
    const { data, usage } = JSON.parse(text) as { data: { embedding: string }[]; usage: { total_tokens: number } };
    const bytes = Buffer.from(data[0]?.embedding ?? '', 'base64');
    return { tokens: usage.total_tokens, first: bytes.readFloatLE(0), width: bytes.length };
  });
  const isSame =
    one?.tokens === other?.tokens &&
    one?.width === other?.width &&
    Math.abs((one?.first ?? 1) - (other?.first ?? 0)) < 1e-5;
  if (!isSame) throw new Error(`The plain server answers otherwise: ${JSON.stringify([one, other])}.`);
}
