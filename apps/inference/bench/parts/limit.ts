import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { load } from '../load.ts';
import { bertOperations, gemm, gemmFeeds, gemmOperations } from '../model/gemm.ts';
import { miniLmSize } from '../model/random-bert.ts';
import { randomBertFolder, randomBertId, sentence } from '../model/random-bert-folder.ts';
import { startBenchPlatform } from '../platform.ts';
import { openRaw } from '../raw-session.ts';
import { median, type Part, times } from '../result.ts';

const STEPS = 32;
const TOKENS = 512;
export const limitPrecisions = [
  { precision: 'float32', what: 'MiniLM size, fp32', promise: '≥ 0.90 ×; roofline ≥ 0.75' },
  { precision: 'int8', what: 'MiniLM size, int8 (static)', promise: '≥ 0.90 ×; roofline ≥ 0.50' },
] as const;

/** S1: the whole API against the graph alone, and the graph against bare matrix products, by CPU-second and by turns. */
export async function limit(
  rounds: number,
  seconds: number,
  precisions: readonly (typeof limitPrecisions)[number][] = limitPrecisions,
): Promise<Part> {
  const folders = precisions.map(({ precision }) => randomBertFolder(precision));
  const platform = await startBenchPlatform(folders);
  const input = Array.from({ length: 100 }, (_, text) => sentence(STEPS - 2, text));
  try {
    const rows: Part['rows'] = [];
    for (const { precision, what, promise } of precisions) {
      const raw = await openRaw(join(randomBertFolder(precision), 'model.onnx'), bertFeeds());
      const products = await openRaw(gemm(precision), gemmFeeds());
      const body = { model: randomBertId(precision), input, encoding_format: 'base64' };
      const { secret, url } = platform;
      const send = () => load(`${url}/v1/embeddings`, { secret, body, connections: 4, seconds });
      await send();
      const rates = { products: [] as number[], raw: [] as number[], api: [] as number[] };
      const ratios = { raw: [] as number[], api: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const best = (await products(seconds)) * gemmOperations;
        const alone = (await raw(seconds)) * TOKENS;
        const before = platform.cpuMs();
        const { requests, failures } = await send();
        if (failures > 0) throw new Error(`${failures} requests failed.`);
        const through = (requests * 100 * STEPS) / ((platform.cpuMs() - before) / 1_000);
        rates.products.push(best);
        rates.raw.push(alone);
        rates.api.push(through);
        ratios.raw.push((alone * bertOperations(miniLmSize, STEPS)) / best);
        ratios.api.push(through / alone);
      }
      rows.push({ what, figures: { ...figuresOf(rates), ...ratiosOf(ratios), promise } });
    }
    return {
      title: 'S1: the whole API against the graph alone',
      about: `A BERT of all-MiniLM-L6-v2's size with random weights. Raw: session.run on ${TOKENS / STEPS} × ${STEPS} tokens, one thread. Roofline: matrix products of 512 × 1024 × 1024 and nothing else in the same runtime and precision. API: requests of 100 texts of ${STEPS} tokens over 4 connections, base64, with keys, limits and the ledger on. Per CPU-second of the process, ${rounds} rounds by turns, medians.`,
      rows,
    };
  } finally {
    await platform.stop();
  }
}

function figuresOf(rates: { products: number[]; raw: number[]; api: number[] }) {
  return {
    'roofline, GFLOP per CPU-second': (median(rates.products) / 1e9).toFixed(0),
    'raw, tokens per CPU-second': median(rates.raw).toFixed(0),
    'API, tokens per CPU-second': median(rates.api).toFixed(0),
  };
}

function ratiosOf(ratios: { raw: number[]; api: number[] }) {
  return { 'raw to roofline': times(median(ratios.raw)), 'API to raw': times(median(ratios.api)) };
}

function bertFeeds() {
  const texts = TOKENS / STEPS;
  const fill = (value: (at: number) => bigint) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: TOKENS }, (_, at) => value(at)),
      [texts, STEPS],
    );
  return {
    input_ids: fill((at) => BigInt(100 + ((at * 131) % 30_000))),
    attention_mask: fill(() => 1n),
    token_type_ids: fill(() => 0n),
  };
}
