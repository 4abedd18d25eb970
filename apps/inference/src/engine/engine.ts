import { equalTexts, packBatch, unpackVectors } from './batch-message.ts';
import { calibrateWorkers } from './calibrate-workers.ts';
import type { Engine, EngineLimits, EngineOptions } from './engine-interface.ts';
import { EngineDraining, EngineFailed, ModelNotServed } from './fault.ts';
import { createModelShelf } from './model-shelf.ts';
import type { ModelSpec } from './models/model-spec.ts';
import { createRequest, type Request, type RequestText } from './request.ts';
import { createReserve } from './reserve.ts';
import { createScheduler, type Priority } from './scheduler.ts';
import { createThroughput } from './throughput.ts';
import { usableCores } from './usable-cores.ts';
import { workerFile } from './worker-file.ts';
import { createWorkerPool } from './worker-pool.ts';
import type { WorkerVectors } from './worker-protocol.ts';

/** Padded tokens and texts of a batch, and what may wait: see SchedulerOptions for the reasons. */
const defaultLimits: EngineLimits = {
  quantumTokens: 512,
  batchTextsMax: 64,
  interactiveBatchMsMax: 60,
  queueTokensMax: 4_000_000,
  waitMsMax: { interactive: 10_000, batch: 60_000 },
  overloadWaitMsMax: 60,
};

/** Below this a batch of a model says nothing about how many workers the cores are worth. */
const CALIBRATED_BATCH_MS_MIN = 5;

/** Starts worker threads for the models and returns at once; `ready` tells when they can serve. */
export function createEngine(options: EngineOptions): Engine {
  const { clock, preload = true, threadsPerWorker = 1, report = () => {} } = options;
  const now = () => clock.now();
  let size = options.workers ?? Math.max(1, Math.floor(usableCores() / threadsPerWorker));
  const workers = () => size;
  const shelf = createModelShelf();
  for (const spec of options.models) shelf.add(spec);
  const requests = new Set<Request>();
  const retries: RequestText[] = [];
  const limits = { ...defaultLimits, ...options.limits };
  const throughput = createThroughput(workers, limits);
  const scheduler = createScheduler<RequestText>({
    ...limits,
    workers,
    now,
    tokensPerMs: throughput.tokensPerMs,
    batchTokensMax: throughput.batchTokensMax,
  });
  let broken: EngineFailed | undefined;
  let draining: Promise<void> | undefined;
  let onEmpty: (() => void) | undefined;
  let pumpsSoon = false;
  const reserve = createReserve({
    workers,
    now,
    onLapse: pump,
  });

  const pool = createWorkerPool({
    file: options.workerFile ?? workerFile(),
    size,
    threads: threadsPerWorker,
    models: shelf.specs,
    preload,
    report,
    onLoaded: (spec, pace) => throughput.tried(spec.id, pace),
    onIdle() {
      broken = undefined;
      pump();
    },
    onBroken(error) {
      broken = error;
      for (const request of [...requests]) request.fail(error);
    },
  });

  const calibrated = pool.ready().then(calibrate);
  calibrated.catch(() => {});

  /** Chooses how many workers to keep, unless that is set or nothing is open yet to try them with, and tells what is chosen. */
  async function calibrate(): Promise<void> {
    const specs = [...shelf.specs()];
    const [slowest] = specs.toSorted((a, b) => throughput.tokensPerMs(a.id) - throughput.tokensPerMs(b.id));
    const batchMs = slowest ? throughput.batchTokensMax(slowest.id) / throughput.tokensPerMs(slowest.id) : 0;
    // Handing over a batch that is computed in no time is what would be measured, not the cores; a slower model may be added.
    if (slowest && preload && options.workers === undefined && batchMs >= CALIBRATED_BATCH_MS_MIN) {
      const batch = equalTexts(slowest, throughput.batchTokensMax(slowest.id) / 16, 16);
      const run = async () => {
        await pool.run(slowest, batch);
      };
      // A customer who came before the trial was over, or a worker that died, spoils it: all are kept.
      size = await calibrateWorkers(size, run, now).catch(() => size);
      await pool.shrink(size);
    }
    options.onCalibrated?.({
      workers: size,
      threadsPerWorker,
      models: specs.map(({ id }) => ({
        id,
        batchTokens: throughput.batchTokensMax(id),
        tokensPerSecond: Math.round(throughput.tokensPerMs(id) * 1_000),
      })),
    });
  }

  /** Gives every free worker a batch: texts that are tried again first, then whatever the scheduler chooses. */
  function pump(): void {
    for (let free = pool.idle(); free > 0; free = pool.idle()) {
      const retry = retries.shift();
      const batch = retry
        ? { priority: 'interactive' as const, texts: [retry] }
        : scheduler.next({ freeWorkers: free, allowsBatch: reserve.allowsBatch });
      if (!batch) return;
      const texts = batch.texts.filter((text) => !text.request.isSettled());
      const [first] = texts;
      if (first) runBatch(first.request.model, texts, batch.priority);
    }
  }

  /** Requests that arrive in one turn of the loop share batches from the start: a message to a worker costs more than a short text. */
  function pumpSoon(): void {
    if (pumpsSoon) return;
    pumpsSoon = true;
    setImmediate(() => {
      pumpsSoon = false;
      pump();
    });
  }

  async function runBatch(spec: ModelSpec, texts: RequestText[], priority: Priority): Promise<void> {
    const leave = reserve.enter(priority);
    const started = clock.now();
    for (const text of texts) text.request.markStarted(started);
    try {
      const result = await pool.run(spec, packBatch(spec.id, texts));
      throughput.measured(spec.id, texts, result.runMs);
      deliver(texts, result);
    } catch (error) {
      retryOrFail(texts, error);
    }
    leave();
    pump();
  }

  function deliver(texts: RequestText[], result: WorkerVectors): void {
    const now = clock.now();
    for (const [text, vector] of unpackVectors(texts, result)) {
      const { request, index } = text;
      if (vector) request.deliver(index, vector, now);
      else request.fail(new EngineFailed(`Model ${request.model.id} gave no finite vector for input ${index}.`));
    }
  }

  /** Texts of a failed batch are tried once more, each alone, so that one bad text does not fail its neighbours. */
  function retryOrFail(texts: RequestText[], error: unknown): void {
    const cause = error instanceof Error ? error.message : String(error);
    report(new EngineFailed(`A batch of ${texts.length} texts failed: ${cause}`));
    for (const text of texts) {
      if (text.request.isSettled()) continue;
      if (text.isRetry) {
        text.request.fail(new EngineFailed(`Model ${text.request.model.id} failed twice: ${cause}`));
      } else {
        text.isRetry = true;
        throughput.retried++;
        retries.push(text);
      }
    }
  }

  function track(request: Request, cancelWaiting: () => void, signal: AbortSignal | undefined): void {
    const onAbort = () => request.fail(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    requests.add(request);
    request.onSettled(() => {
      signal?.removeEventListener('abort', onAbort);
      cancelWaiting();
      requests.delete(request);
      if (requests.size === 0) onEmpty?.();
    });
  }

  async function finish(): Promise<void> {
    if (requests.size > 0) {
      await new Promise<void>((resolve) => {
        onEmpty = resolve;
      });
    }
    await pool.close();
  }

  return {
    async embed({ model, tokens, fairnessKey, priority, dimensions, signal }) {
      if (draining) throw new EngineDraining();
      if (broken) throw broken;
      signal?.throwIfAborted();
      const spec = shelf.spec(model);
      const width = dimensions ?? spec.dims;
      refuseMisfits(spec, tokens, width);
      if (tokens.length === 0) return { vectors: new Float32Array(0), dims: width, queueMs: 0, inferMs: 0 };
      const request = createRequest(spec, tokens, width, clock.now());
      const order = { model: spec.id, fairnessKey, priority, batchable: spec.batchable };
      track(request, scheduler.enqueue(order, request.texts), signal);
      reserve.noteArrival(priority);
      pumpSoon();
      return request.result;
    },
    tokenizer: shelf.tokenizer,
    models: () => [...shelf.specs()],
    async addModel(spec) {
      if (draining) throw new EngineDraining();
      if (shelf.has(spec.id)) throw new RangeError(`A model ${spec.id} is already served.`);
      shelf.add(spec);
      try {
        await Promise.all([preload ? pool.load(spec) : undefined, shelf.ready()]);
      } catch (error) {
        shelf.remove(spec.id);
        throw error;
      }
    },
    async removeModel(id) {
      if (!shelf.has(id)) return;
      shelf.remove(id);
      for (const request of [...requests]) {
        if (request.model.id === id) request.fail(new ModelNotServed(id));
      }
      await pool.recycle();
    },
    async ready() {
      await Promise.all([calibrated, pool.ready(), shelf.ready()]);
    },
    stats() {
      const { texts, tokens } = scheduler.waiting();
      return {
        models: [...shelf.specs()].map((spec) => spec.id),
        workers: { wanted: size, ...pool.counts() },
        requestsOpen: requests.size,
        queuedTexts: texts + retries.length,
        queuedTokens: tokens,
        ...throughput.totals(),
      };
    },
    drain() {
      draining ??= finish();
      return draining;
    },
  };
}

function refuseMisfits(spec: ModelSpec, tokens: readonly Int32Array[], width: number): void {
  if (!spec.dimensions.includes(width)) {
    throw new RangeError(`Model ${spec.id} offers ${spec.dimensions.join(', ')} dimensions, not ${width}.`);
  }
  const misfit = tokens.findIndex((ids) => ids.length === 0 || ids.length > spec.maxTokens);
  if (misfit < 0) return;
  const length = tokens[misfit]?.length;
  throw new RangeError(`Input ${misfit} has ${length} tokens; model ${spec.id} takes 1 to ${spec.maxTokens}.`);
}
