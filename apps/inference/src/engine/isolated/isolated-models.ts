import { InputTooLong, type TokenCount } from '../tokenize/tokenizer.ts';
import { usableCores } from '../usable-cores.ts';
import { isolatedProgram } from '../worker-file.ts';
import { IsolatedFailure } from './isolated-failure.ts';
import { type ModelProcess, startModelProcess } from './model-process.ts';
import { piecesOf } from './pieces.ts';
import { createProcessPool, type IsolatedModel, type PooledProcess, type PoolOptions } from './process-pool.ts';
import type { ModelFacts, TextOptions } from './protocol.ts';

export type IsolatedOptions = Omit<PoolOptions, 'start'> & {
  /** Resident memory of one process, bytes. */
  memoryBytesMax: number;
  /** Longest time to open a model, and of one run of its graph. */
  openMsMax: number;
  runMsMax: number;
};

export type IsolatedEmbedding = {
  /** Row after row, in the order of the texts. */
  vectors: Float32Array<ArrayBuffer>;
  tokens: number[];
  queueMs: number;
  inferMs: number;
};

/** Models of strangers, each in a process of its own that can take nothing else down. All rejections: IsolatedFailure, InputTooLong, the signal's reason. */
export type IsolatedModels = {
  /** Opens the model, if it isn't open, and tells what it is. */
  facts(model: IsolatedModel, signal: AbortSignal): Promise<ModelFacts>;
  count(
    model: IsolatedModel,
    texts: readonly string[],
    options: TextOptions,
    signal: AbortSignal,
  ): Promise<TokenCount[]>;
  embed(
    model: IsolatedModel,
    texts: readonly string[],
    options: TextOptions & { width: number },
    signal: AbortSignal,
  ): Promise<IsolatedEmbedding>;
  /** Ends the processes of all models but these. */
  keepOnly(keys: ReadonlySet<string>): void;
  processes(): { key: string; pid: number | undefined }[];
  close(): Promise<void>;
};

export function createIsolatedModels(options: IsolatedOptions): IsolatedModels {
  const { memoryBytesMax, openMsMax, runMsMax, now } = options;
  // One model leaves cores to the others, and to the requests of the platform's own models.
  const threads = Math.max(1, Math.floor(usableCores() / 2));
  const pool = createProcessPool({
    ...options,
    start: ({ folder }, slot) =>
      startModelProcess({ program: isolatedProgram(), folder, slot, threads, memoryBytesMax, openMsMax, runMsMax }),
  });

  /** Every piece waits its turn anew: requests to one model share it piece by piece. */
  async function inPieces(
    pooled: PooledProcess,
    texts: readonly string[],
    signal: AbortSignal,
    work: (process: ModelProcess, piece: string[], indexes: number[]) => Promise<void>,
  ): Promise<void> {
    for (const indexes of piecesOf(texts)) {
      const piece = indexes.map((index) => texts[index] ?? '');
      await pooled.inTurn(signal, async (process) => {
        try {
          await work(process, piece, indexes);
        } catch (error) {
          throw error instanceof InputTooLong ? atIndex(error, indexes) : error;
        }
      });
    }
  }

  return {
    facts: (model, signal) => onceMore(() => pool.use(model, signal, async ({ facts }) => facts)),
    count: (model, texts, textOptions, signal) =>
      onceMore(() =>
        pool.use(model, signal, async (pooled) => {
          const counts = new Array<TokenCount>(texts.length);
          await inPieces(pooled, texts, signal, async (process, piece, indexes) => {
            for (const [at, count] of (await process.count(piece, textOptions)).entries())
              counts[indexes[at] ?? 0] = count;
          });
          return counts;
        }),
      ),
    async embed(model, texts, { width, ...textOptions }, signal) {
      const asked = now();
      return onceMore(() =>
        pool.use(model, signal, async (pooled) => {
          const begun = now();
          const vectors = new Float32Array(texts.length * width);
          const tokens = new Array<number>(texts.length).fill(0);
          await inPieces(pooled, texts, signal, async (process, piece, indexes) => {
            const rows = new Float32Array(piece.length * width);
            const counts = await process.embed(piece, textOptions, width, rows);
            for (const [at, index] of indexes.entries()) {
              vectors.set(rows.subarray(at * width, (at + 1) * width), index * width);
              tokens[index] = counts[at] ?? 0;
            }
          });
          return { vectors, tokens, queueMs: begun - asked, inferMs: now() - begun };
        }),
      );
    },
    keepOnly: pool.keepOnly,
    processes: pool.processes,
    close: pool.close,
  };
}

/**
 * Asks again when the process died for no reason that we know: it takes down all who share it, whoever's doing it was. Once, so that a text
 * that kills its process kills two and not one after the other; what was stopped for its memory or its time would be stopped again.
 */
async function onceMore<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    const died = error instanceof IsolatedFailure && error.reason === 'crashed' && error.retryAfterMs === null;
    if (!died) throw error;
    return ask();
  }
}

/** The place in the whole request of a text that is too long. */
function atIndex({ index, tokens, tokensMax }: InputTooLong, indexes: readonly number[]): InputTooLong {
  const place = indexes[index] ?? 0;
  return new InputTooLong(place, tokens ?? { characters: 0, charactersMax: 0 }, tokensMax);
}
