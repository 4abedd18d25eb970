import { EngineFailed } from './fault.ts';
import type { ModelSpec } from './models/model-spec.ts';
import type { GraphReport, WorkerBatch, WorkerVectors } from './worker-protocol.ts';
import { startWorkerThread, WorkerCrashed, type WorkerThread } from './worker-thread.ts';

export interface WorkerPoolOptions {
  /** The worker's program. */
  file: string;
  size: number;
  /** Threads of each worker's sessions. */
  threads: number;
  /** The models to open in a fresh worker; with `preload` false each is opened when its first batch comes. */
  models(): Iterable<ModelSpec>;
  preload: boolean;
  /** Called whenever a worker has become free. */
  onIdle(): void;
  /** Called when workers keep dying before they are ready and none is left. */
  onBroken(error: EngineFailed): void;
  /** Called when a worker has opened a model and tried it out. */
  onLoaded(spec: ModelSpec, report: GraphReport): void;
  /** Called for every worker that died by itself and every model that a fresh worker could not open. */
  report(error: Error): void;
}

export interface WorkerPool {
  /** How many workers are free. */
  idle(): number;
  /** Runs a batch on a free worker. Rejects with WorkerCrashed (replaced by then) or with the graph's error. */
  run(spec: ModelSpec, batch: WorkerBatch): Promise<WorkerVectors>;
  /** Opens a model in every worker; rejects with EngineFailed when one cannot. */
  load(spec: ModelSpec): Promise<void>;
  /** Replaces every worker by a fresh one, each when it is free. */
  recycle(): Promise<void>;
  /** Ends as many workers as are beyond this number, each when it is free. */
  shrink(size: number): Promise<void>;
  /** Resolves when the workers have opened their models; rejects with EngineFailed when one cannot. */
  ready(): Promise<void>;
  /** Ends every worker after what it is running. */
  close(): Promise<void>;
  counts(): { alive: number; busy: number; crashes: number };
}

interface Slot {
  thread: WorkerThread;
  /** By spec rather than id: a folder may be added again under an id that was removed. */
  loads: Map<ModelSpec, Promise<GraphReport>>;
  started: Promise<unknown>;
  isBusy: boolean;
  isLeaving: boolean;
  /** Called once when the slot becomes free, instead of giving it another batch. */
  onFree?: () => void;
}

const startFailuresMax = 3;
const respawnMsMax = 5_000;

/** Keeps `size` worker threads alive. A thread that dies is replaced at once; one that cannot start, ever more slowly. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  const slots = new Set<Slot>();
  const respawns = new Set<NodeJS.Timeout>();
  let startFailures = 0;
  let crashes = 0;
  let isClosing = false;

  function spawn(): Slot {
    const thread = startWorkerThread(options.file, options.threads);
    const slot: Slot = { thread, loads: new Map(), started: Promise.resolve(), isBusy: true, isLeaving: false };
    slots.add(slot);
    thread.gone.then((cause) => onGone(slot, cause));
    const loads = options.preload ? [...options.models()].map((spec) => loadInto(slot, spec)) : [];
    slot.started = Promise.all(loads);
    slot.started.catch(() => {});
    // A model that cannot be opened fails its own requests; only a thread that died is not fit for any.
    Promise.allSettled(loads).then((results) => {
      const died = results.some((result) => result.status === 'rejected' && result.reason instanceof WorkerCrashed);
      if (died) return;
      startFailures = 0;
      free(slot);
    });
    return slot;
  }

  function onGone(slot: Slot, cause: WorkerCrashed): void {
    slots.delete(slot);
    if (slot.isLeaving || isClosing) return;
    crashes++;
    options.report(cause);
    // A thread that was free or running had started well: it is replaced at once.
    const delay = startFailures === 0 ? 0 : Math.min(respawnMsMax, 50 * 2 ** startFailures);
    startFailures++;
    if (startFailures > startFailuresMax && slots.size === 0) {
      options.onBroken(new EngineFailed('The inference workers die while starting; see the log for the reason.'));
    }
    const timer = setTimeout(() => {
      respawns.delete(timer);
      spawn();
    }, delay);
    respawns.add(timer);
  }

  function loadInto(slot: Slot, spec: ModelSpec): Promise<GraphReport> {
    const known = slot.loads.get(spec);
    if (known) return known;
    const load = slot.thread.load(spec);
    load.then((report) => options.onLoaded(spec, report)).catch(() => {});
    load.catch((error: Error) => {
      if (!(error instanceof WorkerCrashed)) options.report(error);
    });
    slot.loads.set(spec, load);
    return load;
  }

  function free(slot: Slot): void {
    slot.isBusy = false;
    const { onFree } = slot;
    if (onFree) onFree();
    else options.onIdle();
  }

  /** Ends a worker when it is free; false when it was gone already. */
  async function end(slot: Slot): Promise<boolean> {
    if (slot.isBusy && slots.has(slot)) {
      await Promise.race([slot.thread.gone, new Promise<void>((resolve) => Object.assign(slot, { onFree: resolve }))]);
    }
    if (!slots.has(slot)) return false;
    slot.isBusy = true;
    slot.isLeaving = true;
    await slot.thread.close();
    return true;
  }

  for (let count = 0; count < options.size; count++) spawn();

  return {
    idle() {
      let idle = 0;
      for (const slot of slots) if (!slot.isBusy) idle++;
      return idle;
    },
    async run(spec, batch) {
      const slot = [...slots].find((candidate) => !candidate.isBusy);
      if (!slot) throw new Error('No inference worker is free.');
      slot.isBusy = true;
      try {
        await loadInto(slot, spec);
        return await slot.thread.run(batch);
      } catch (error) {
        if (error instanceof WorkerCrashed) await slot.thread.gone;
        throw error;
      } finally {
        if (slots.has(slot)) queueMicrotask(() => free(slot));
      }
    },
    async load(spec) {
      const staying = [...slots].filter((slot) => !slot.isLeaving);
      await Promise.all(staying.map((slot) => loadInto(slot, spec))).catch(asEngineFailed);
    },
    async recycle() {
      for (const slot of [...slots]) {
        if ((await end(slot)) && !isClosing) await spawn().started.catch(() => {});
      }
    },
    async shrink(size) {
      const surplus = [...slots].filter((slot) => !slot.isLeaving).slice(size);
      await Promise.all(surplus.map(end));
    },
    async ready() {
      if (slots.size === 0) throw new EngineFailed('No inference worker is alive; they are being started again.');
      await Promise.all([...slots].map((slot) => slot.started)).catch(asEngineFailed);
    },
    async close() {
      isClosing = true;
      for (const timer of respawns) clearTimeout(timer);
      await Promise.all([...slots].map((slot) => slot.thread.close()));
    },
    counts: () => ({
      alive: slots.size,
      busy: [...slots].filter((slot) => slot.isBusy).length,
      crashes,
    }),
  };
}

function asEngineFailed(error: unknown): never {
  throw new EngineFailed(error instanceof Error ? error.message : String(error));
}
