import { load } from '../load.ts';
import { randomBertFolder, randomBertId, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';
import { PEER, startTransformers } from '../transformers-peer.ts';

/** All texts at once would be padded to the longest; one by one is its best on mixed lengths, and 32 what one finds in examples. */
const SIZES = [1, 8, 32];
const SHAPES = [
  { what: '1 text of 10 tokens', texts: 1, words: 8, connections: 1, longer: 1 },
  { what: '1 text of 10 tokens', texts: 1, words: 8, connections: 8, longer: 1 },
  { what: '1 text of 10 tokens', texts: 1, words: 8, connections: 64, longer: 1 },
  // Each takes seconds: what the end of a short window cuts off would decide.
  { what: '100 texts of 30 tokens', texts: 100, words: 28, connections: 4, longer: 5 },
];

type Platform = Awaited<ReturnType<typeof startBenchPlatform>>;
type Transformers = Awaited<ReturnType<typeof startTransformers>>;

/** S5: the whole API against @huggingface/transformers with the same model and texts: called directly, and behind a bare HTTP server. */
export async function peers(rounds: number, seconds: number, count: number): Promise<Part[]> {
  const texts = Array.from({ length: count }, (_, at) =>
    sentence(Math.round(3 * 165 ** (((at * 53) % count) / count)), at),
  );
  const platform = await startBenchPlatform([randomBertFolder(), randomBertFolder('int8')]);
  const peer = await startTransformers(texts);
  try {
    return [await calledDirectly(platform, peer, texts, rounds), await behindHttp(platform, peer, rounds, seconds)];
  } finally {
    peer.stop();
    await platform.stop();
  }
}

async function calledDirectly(
  platform: Platform,
  peer: Transformers,
  texts: readonly string[],
  rounds: number,
): Promise<Part> {
  const tokens = texts.reduce((sum, text) => sum + text.split(' ').length + 2, 0);
  const rates: Record<string, number[]> = {};
  const note = (name: string, ms: number) => {
    rates[name] ??= [];
    rates[name].push((tokens * 1_000) / ms);
  };
  const [own, ownInt8] = [randomBertId('float32'), randomBertId('int8')];
  for (const model of [own, ownInt8]) await sendAll(platform, model, texts, tokens);
  for (let round = 0; round < rounds; round++) {
    const answer = await sendAll(platform, own, texts, tokens);
    note(own, answer.cpuMs);
    note(ownInt8, (await sendAll(platform, ownInt8, texts, tokens)).cpuMs);
    for (const size of SIZES) {
      const other = await peer.run(size);
      if (other.first.some((value, at) => Math.abs(value - (answer.first[at] ?? 9)) > 1e-4)) {
        throw new Error(`Other vectors: ${other.first} and ${answer.first}.`);
      }
      note(`${size}`, other.cpuMs);
    }
  }
  const ratio = (one: string, other: string) =>
    times(median((rates[one] ?? []).map((rate, round) => rate / (rates[other]?.[round] ?? 0))));
  return {
    title: 'S5: the whole API against @huggingface/transformers, called directly',
    about: `${texts.length} texts of 5 to 500 tokens by magnitude, BERT of MiniLM's size. Ours: one request over HTTP with keys, limits and the ledger on, floats. Theirs: ${PEER}, feature-extraction in batches in the order of the texts, fp32, default settings. Tokens per CPU-second of each process; ${rounds} rounds by turns, medians. Promise: ≥ 1.3 × its best and ≥ 6 × its batches of 32 (fp32), ≥ 2.5 × its best (int8).`,
    rows: [
      { what: 'the API, fp32', figures: { 'tokens per CPU-second': median(rates[own] ?? []).toFixed(0) } },
      { what: 'the API, int8', figures: { 'tokens per CPU-second': median(rates[ownInt8] ?? []).toFixed(0) } },
      ...SIZES.map((size) => ({
        what: `transformers.js, batches of ${size}`,
        figures: {
          'tokens per CPU-second': median(rates[`${size}`] ?? []).toFixed(0),
          'the API, fp32, against it': ratio(own, `${size}`),
          'the API, int8, against it': ratio(ownInt8, `${size}`),
        },
      })),
    ],
  };
}

async function sendAll(platform: Platform, model: string, texts: readonly string[], tokens: number) {
  const before = platform.cpuMs();
  const answer = await fetch(`${platform.url}/v1/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.secret}` },
    body: JSON.stringify({ model, input: texts }),
  });
  const { data, usage } = (await answer.json()) as {
    data: { embedding: number[] }[];
    usage: { total_tokens: number };
  };
  if (usage.total_tokens !== tokens) throw new Error(`${usage.total_tokens} tokens, not ${tokens}.`);
  return { cpuMs: platform.cpuMs() - before, first: data[0]?.embedding.slice(0, 4) ?? [] };
}

async function behindHttp(platform: Platform, peer: Transformers, rounds: number, seconds: number): Promise<Part> {
  const rows: Part['rows'] = [];
  for (const { what, texts, words, connections, longer } of SHAPES) {
    const input = Array.from({ length: texts }, (_, at) => sentence(words, at));
    const body = { model: randomBertId('float32'), input, encoding_format: 'base64' };
    const send = (url: string) =>
      load(`${url}/v1/embeddings`, { secret: platform.secret, body, connections, seconds: seconds * longer });
    const figures = { own: [] as number[], theirs: [] as number[], ratio: [] as number[] };
    const p99 = { own: [] as number[], theirs: [] as number[] };
    for (const url of [platform.url, peer.url]) await send(url);
    for (let round = 0; round < rounds; round++) {
      const own = await send(platform.url);
      const theirs = await send(peer.url);
      if (own.failures + theirs.failures > 0)
        throw new Error(`${own.failures} and ${theirs.failures} requests failed.`);
      figures.own.push(own.requestsPerSecond);
      figures.theirs.push(theirs.requestsPerSecond);
      figures.ratio.push(own.requestsPerSecond / theirs.requestsPerSecond);
      p99.own.push(own.p99Ms);
      p99.theirs.push(theirs.p99Ms);
    }
    rows.push({
      what,
      figures: {
        connections: String(connections),
        'API, requests/s': median(figures.own).toFixed(1),
        'transformers.js behind node:http': median(figures.theirs).toFixed(1),
        ratio: times(median(figures.ratio)),
        'API p99, ms': median(p99.own).toFixed(0),
        'its p99, ms': median(p99.theirs).toFixed(0),
      },
    });
  }
  return {
    title: 'S5: the whole API against @huggingface/transformers behind node:http',
    about: `The same model, fp32. Theirs: a handler that calls feature-extraction with the request's texts and answers base64, without keys, limits or a ledger. ${rounds} rounds of ${seconds} s by turns, five times as long with 100 texts, medians; the client shares the machine.`,
    rows,
  };
}
