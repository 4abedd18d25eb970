import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { createScheduler } from '../../src/engine/scheduler.ts';
import { randomBertFolder } from '../model/random-bert-folder.ts';
import { median, type Part, times } from '../result.ts';

type Text = { length: number };
/** Splits waiting texts, in the order in which they came, into the batches to run. */
type Policy = (texts: readonly Text[]) => Text[][];

const ours: Policy = (texts) => {
  const scheduler = createScheduler<Text>({
    batchTokensMax: () => 512,
    quantumTokens: 512,
    batchTextsMax: 64,
    interactiveBatchMsMax: Number.POSITIVE_INFINITY,
    workers: () => 1,
    queueTokensMax: Number.POSITIVE_INFINITY,
    waitMsMax: { interactive: Number.POSITIVE_INFINITY, batch: Number.POSITIVE_INFINITY },
    overloadWaitMsMax: Number.POSITIVE_INFINITY,
    tokensPerMs: () => 4,
    now: () => 0,
  });
  scheduler.enqueue({ model: 'm', fairnessKey: 'k', priority: 'batch', batchable: true }, texts);
  const batches: Text[][] = [];
  for (let batch = scheduler.next(); batch; batch = scheduler.next()) batches.push(batch.texts);
  return batches;
};

/** text-embeddings-inference on a CPU: first come, first served, up to 8 texts padded to the longest. */
const firstEight: Policy = (texts) => inPieces(texts, 8);
/** infinity: takes up to 8 × 32 waiting texts, sorts them by length, and cuts batches of 32. */
const sorted32: Policy = (texts) =>
  inPieces(texts, 8 * 32).flatMap((window) =>
    inPieces(
      [...window].sort((a, b) => a.length - b.length),
      32,
    ),
  );

function inPieces<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

/** Lengths that look random and are the same in every run. */
function evenly(count: number, from: number, to: number): Text[] {
  return Array.from({ length: count }, (_, at) => ({ length: from + ((at * 7_919 + 31 * at * at) % (to - from + 1)) }));
}

/** As many texts between 5 and 50 tokens as between 50 and 500, which is nearer to what people embed. */
function byMagnitude(count: number): Text[] {
  return evenly(count, 0, 1_000).map(({ length }) => ({ length: Math.round(5 * 100 ** (length / 1_000)) }));
}

/** S6: what batching does by itself: the same graph, the same thread, the same texts, other batches. */
export async function policies(rounds: number, texts: { mixed: number; queries: number }): Promise<Part> {
  const session = await InferenceSession.create(join(randomBertFolder(), 'model.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  });
  await session.run(feeds([{ length: 16 }]));
  const cpuMs = async (batches: Text[][]) => {
    const before = process.cpuUsage();
    for (const batch of batches) await session.run(feeds(batch));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  const rows: Part['rows'] = [];
  const workloads = [
    { what: 'mixed, 5–500 tokens, by magnitude', of: byMagnitude(texts.mixed * 2), promise: '≥ 3.5 ×, ≥ 2 ×' },
    { what: 'mixed, 5–500 tokens, evenly', of: evenly(texts.mixed, 5, 500), promise: '' },
    { what: 'queries, 5–15 tokens', of: evenly(texts.queries, 5, 15), promise: '≥ 1.6 ×, ≥ 1.5 ×' },
  ];
  for (const { what, of, promise } of workloads) {
    const tokens = of.reduce((sum, { length }) => sum + length, 0);
    const ratios = { firstEight: [] as number[], sorted32: [] as number[] };
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const own = await cpuMs(ours(of));
      rates.push((tokens * 1_000) / own);
      ratios.firstEight.push((await cpuMs(firstEight(of))) / own);
      ratios.sorted32.push((await cpuMs(sorted32(of))) / own);
    }
    rows.push({
      what,
      figures: {
        'ours, tokens per CPU-second': median(rates).toFixed(0),
        'against FIFO ≤ 8 (text-embeddings-inference)': times(median(ratios.firstEight)),
        'against sort 8 × 32 (infinity)': times(median(ratios.sorted32)),
        promise,
      },
    });
  }
  return {
    title: 'S6: batching rules',
    about: `The rules as plain functions over one queue of texts; batches padded to their longest text, run by the same session (BERT of MiniLM's size, fp32, one thread), CPU time. ${rounds} rounds by turns, medians.`,
    rows,
  };
}

function feeds(batch: readonly Text[]) {
  const steps = Math.max(...batch.map(({ length }) => length));
  const size = batch.length * steps;
  const rows = (value: (text: Text, step: number) => bigint) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: size }, (_, at) => {
        const text = batch[Math.floor(at / steps)];
        return text && at % steps < text.length ? value(text, at % steps) : 0n;
      }),
      [batch.length, steps],
    );
  return {
    input_ids: rows((text, step) => BigInt(100 + ((text.length * 131 + step * 17) % 30_000))),
    attention_mask: rows(() => 1n),
    token_type_ids: rows(() => 0n),
  };
}
