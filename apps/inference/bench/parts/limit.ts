import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { load } from '../load.ts';
import { randomBertFolder, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { median, type Part, times } from '../result.ts';

const STEPS = 32;
const TOKENS = 512;

/** S1: the whole API against the graph alone, tokens per CPU-second, by turns. */
export async function limit(rounds: number, seconds: number): Promise<Part> {
  const folder = randomBertFolder();
  const raw = await openRaw(join(folder, 'model.onnx'));
  const platform = await startBenchPlatform(folder);
  try {
    const input = Array.from({ length: 100 }, (_, text) => sentence(STEPS - 2, text));
    const body = { model: 'random-bert', input, encoding_format: 'base64' };
    const { secret, url } = platform;
    const send = () => load(`${url}/v1/embeddings`, { secret, body, connections: 4, seconds });
    await send();
    const ratios: number[] = [];
    const rates = { raw: [] as number[], api: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const alone = await raw(seconds);
      const before = platform.cpuMs();
      const { requests, failures } = await send();
      if (failures > 0) throw new Error(`${failures} requests failed.`);
      const through = (requests * 100 * STEPS) / ((platform.cpuMs() - before) / 1_000);
      rates.raw.push(alone);
      rates.api.push(through);
      ratios.push(through / alone);
    }
    return {
      title: 'S1: the whole API against the graph alone',
      about: `A BERT of all-MiniLM-L6-v2's size with random weights, fp32. Raw: session.run on ${TOKENS / STEPS} × ${STEPS} tokens, one thread. API: requests of 100 texts of ${STEPS} tokens over 4 connections, base64, with keys, limits and the ledger on. Tokens per CPU-second of the process, ${rounds} rounds by turns, medians.`,
      rows: [
        {
          what: 'MiniLM size, fp32',
          figures: {
            'raw, tokens per CPU-second': median(rates.raw).toFixed(0),
            'API, tokens per CPU-second': median(rates.api).toFixed(0),
            ratio: times(median(ratios)),
            promise: '≥ 0.90 ×',
          },
        },
      ],
    };
  } finally {
    await platform.stop();
  }
}

/** Tokens per CPU-second of the graph at its best batch, without anything around it. */
async function openRaw(file: string): Promise<(seconds: number) => Promise<number>> {
  const session = await InferenceSession.create(file, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  const texts = TOKENS / STEPS;
  const fill = (value: (at: number) => bigint) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: TOKENS }, (_, at) => value(at)),
      [texts, STEPS],
    );
  const feeds = {
    input_ids: fill((at) => BigInt(100 + ((at * 131) % 30_000))),
    attention_mask: fill(() => 1n),
    token_type_ids: fill(() => 0n),
  };
  await session.run(feeds);
  return async (seconds) => {
    const end = performance.now() + seconds * 1_000;
    const cpu = process.cpuUsage();
    let runs = 0;
    while (performance.now() < end) {
      await session.run(feeds);
      runs++;
    }
    const { user, system } = process.cpuUsage(cpu);
    return (runs * TOKENS) / ((user + system) / 1e6);
  };
}
