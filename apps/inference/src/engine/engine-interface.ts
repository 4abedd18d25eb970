import type { ModelSpec } from './models/model-spec.ts';
import type { Priority, SchedulerOptions } from './scheduler.ts';
import type { Tokenizer } from './tokenize/tokenizer.ts';

/** What may be set of the scheduler's options; the rest the engine knows by itself. */
export type EngineLimits = Omit<SchedulerOptions, 'tokensPerMs' | 'now' | 'workers' | 'batchTokensMax'> & {
  /** Of every model; without it each has the budget that its trial chose. */
  batchTokensMax?: number | undefined;
};

export interface EngineOptions {
  models: readonly ModelSpec[];
  /** Milliseconds of a clock that never goes back. */
  clock: { now(): number };
  /** Workers, a thread and a session of each model each; unless said otherwise as many as the cores are worth (calibrated). */
  workers?: number | undefined;
  /** Threads that compute one batch together: 1 unless said otherwise, which is the fastest for many batches at once. */
  threadsPerWorker?: number | undefined;
  /** Open every model at start (default) rather than with its first text. */
  preload?: boolean;
  limits?: Partial<EngineLimits>;
  /** Told what the engine survived: a worker that died, a model that could not be opened, a batch tried again. */
  report?: (error: Error) => void;
  /** Told once what was chosen, when it was. */
  onCalibrated?: (calibration: Calibration) => void;
  /** The worker's program; tests start one that dies on purpose. */
  workerFile?: string;
}

/** How the engine will work: chosen at the start from what it measured, or as it was told. */
export interface Calibration {
  workers: number;
  threadsPerWorker: number;
  models: { id: string; batchTokens: number; tokensPerSecond: number }[];
}

export interface EmbedRequest {
  model: string;
  /** One entry per text, as `tokenizer(model).encode` gives them. */
  tokens: readonly Int32Array[];
  /** Requests of one key share a turn; the engine knows nothing else about it. */
  fairnessKey: string;
  priority: Priority;
  /** One of the model's `dimensions`; the full width unless said otherwise. */
  dimensions?: number;
  signal?: AbortSignal;
}

export interface EmbedResult {
  /** One row of `dims` float32 numbers per text, in input order, in one piece. */
  vectors: Float32Array<ArrayBuffer>;
  dims: number;
  /** From the call to the start of its first text, and from there to its last vector. */
  queueMs: number;
  inferMs: number;
}

export interface EngineStats {
  models: string[];
  workers: { wanted: number; alive: number; busy: number; crashes: number };
  requestsOpen: number;
  queuedTexts: number;
  queuedTokens: number;
  batches: number;
  texts: number;
  tokens: number;
  retriedTexts: number;
  /** All workers together, as lately measured. */
  tokensPerSecond: number;
}

export interface Engine {
  /**
   * The vectors of tokenised texts. Rejects with EngineOverloaded (nothing was taken in), EngineDraining,
   * ModelNotServed, EngineFailed, the signal's reason when it aborts, or RangeError for a width or length that the
   * model does not take.
   */
  embed(request: EmbedRequest): Promise<EmbedResult>;
  /** Throws ModelNotServed. */
  tokenizer(model: string): Tokenizer;
  /** The models served, in the order added. */
  models(): ModelSpec[];
  /**
   * Opens a model in every worker and serves it; rejects with EngineFailed or ModelFault and serves it not. Without `preload`
   * it is served at once, and opened with its first text.
   */
  addModel(spec: ModelSpec): Promise<void>;
  /** Stops serving a model at once; its open requests are refused. Resolves when its memory is given back. */
  removeModel(id: string): Promise<void>;
  /** Resolves when every model can be served. Rejects with EngineFailed or ModelFault. */
  ready(): Promise<void>;
  stats(): EngineStats;
  /** Takes no new work, finishes what is running and queued, ends the workers. */
  drain(): Promise<void>;
}
