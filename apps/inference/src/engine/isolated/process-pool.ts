import { createLanes, type Lanes } from '../tokenize/lanes.ts';
import { IsolatedFailure } from './isolated-failure.ts';
import type { ModelProcess } from './model-process.ts';
import type { ModelFacts } from './protocol.ts';

/** A model by what tells it from all others and all other versions of itself, and the folder of its files. */
export type IsolatedModel = { key: string; folder: string };

export type PooledProcess = {
  facts: ModelFacts;
  /** Has the process to itself until the work is done. */
  inTurn(signal: AbortSignal, work: (process: ModelProcess) => Promise<void>): Promise<void>;
};

export type PoolOptions = {
  /** Processes at the same time. */
  processesMax: number;
  /** Nobody has asked for so long: it is stopped. */
  idleMs: number;
  /** Longest wait for a place. */
  waitMsMax: number;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Told of processes that ended otherwise than by being stopped. */
  report(failure: IsolatedFailure, key: string): void;
  start(model: IsolatedModel, slot: number): ModelProcess;
};

type Entry = {
  key: string;
  slot: number;
  process: ModelProcess;
  opened: Promise<ModelFacts>;
  inTurn: Lanes;
  users: number;
  startedAt: number;
  usedAt: number;
  /** Takes nobody in any more: its place is wanted. */
  isLeaving: boolean;
};

/** With others waiting for its place, a process keeps it for so long at least: opening the next model takes a while, too. */
const TENURE_MS = 5_000;
const LOOK_AGAIN_MS = 250;
const BACKOFF_MS = 500;
const BACKOFF_MS_MAX = 30_000;

/** Processes by model: started when asked for, shared by its requests, stopped when idle or when others want the place for long enough. */
export function createProcessPool(options: PoolOptions) {
  const { processesMax, idleMs, waitMsMax, now } = options;
  const entries = new Map<string, Entry>();
  const failures = new Map<string, { count: number; until: number }>();
  const inLine = createLanes(1);
  let isClosed = false;

  const sweep = setInterval(
    () => {
      for (const entry of entries.values()) if (entry.users === 0 && now() - entry.usedAt >= idleMs) end(entry);
    },
    Math.min(idleMs, 5_000),
  );
  sweep.unref();

  /** A process that dies again and again is started ever more slowly. */
  function noteFailure(key: string): void {
    const count = (failures.get(key)?.count ?? 0) + 1;
    const pauseMs = count === 1 ? 0 : Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** (count - 2));
    failures.set(key, { count, until: now() + pauseMs });
  }

  function start(model: IsolatedModel): Entry {
    const { key } = model;
    const used = new Set([...entries.values()].map(({ slot }) => slot));
    const slot = Array.from({ length: processesMax }, (_, index) => index).find((index) => !used.has(index)) ?? 0;
    const process = options.start(model, slot);
    const opened = process.open();
    const at = now();
    const entry: Entry = {
      key,
      slot,
      process,
      opened,
      inTurn: createLanes(1),
      users: 0,
      startedAt: at,
      usedAt: at,
      isLeaving: false,
    };
    entries.set(key, entry);
    // What can't be opened gives its place back.
    opened.catch(() => end(entry));
    process.gone.then((failure) => {
      if (entries.get(key) === entry) entries.delete(key);
      if (failure.reason === 'stopped') return;
      noteFailure(key);
      options.report(failure, key);
    });
    return entry;
  }

  /** Frees a place: that of a process that nobody uses, or else, when its time is over, that of the one that has had it longest. */
  async function makeRoom(): Promise<void> {
    const all = [...entries.values()];
    const idle = all.filter(({ users }) => users === 0).sort((a, b) => a.usedAt - b.usedAt)[0];
    if (idle) {
      end(idle);
      await idle.process.gone;
    } else if (!all.some(({ isLeaving }) => isLeaving)) {
      const oldest = all.sort((a, b) => a.startedAt - b.startedAt)[0];
      if (oldest && now() - oldest.startedAt >= TENURE_MS) oldest.isLeaving = true;
    }
  }

  /** Counted at once: a process that has a user makes no room for others. */
  const taken = (entry: Entry): Entry => {
    entry.users++;
    return entry;
  };

  /** The model's process with one user more, started when there is a place for it. Who waits does so in line. */
  async function acquire(model: IsolatedModel, signal: AbortSignal): Promise<Entry> {
    const known = entries.get(model.key);
    if (known && !known.isLeaving) return taken(known);
    const waitUntil = now() + waitMsMax;
    return inLine(async () => {
      while (true) {
        signal.throwIfAborted();
        if (isClosed) throw new IsolatedFailure('stopped', 'The server is shutting down.');
        const entry = entries.get(model.key);
        if (entry && !entry.isLeaving) return taken(entry);
        const pauseMs = (failures.get(model.key)?.until ?? 0) - now();
        if (pauseMs > 0) throw new IsolatedFailure('crashed', 'It has ended several times in a row.', pauseMs);
        if (!entry && entries.size < processesMax) return taken(start(model));
        if (now() >= waitUntil) throw new IsolatedFailure('busy', `${processesMax} models are running.`, TENURE_MS);
        await makeRoom();
        if (entries.size >= processesMax || entries.has(model.key)) await pause(LOOK_AGAIN_MS);
      }
    });
  }

  async function serve<Result>(
    model: IsolatedModel,
    signal: AbortSignal,
    work: (pooled: PooledProcess) => Promise<Result>,
  ): Promise<Result> {
    const entry = await acquire(model, signal);
    try {
      const facts = await entry.opened;
      signal.throwIfAborted();
      return await work({
        facts,
        inTurn: (stop, ask) =>
          entry.inTurn(async () => {
            stop.throwIfAborted();
            await ask(entry.process);
            failures.delete(entry.key);
          }),
      });
    } finally {
      entry.users--;
      entry.usedAt = now();
      if (entry.isLeaving && entry.users === 0) end(entry);
    }
  }

  return {
    /** Resolves with what the work resolves with; who aborts waits neither for a place nor for what the process is at. */
    use: <Result>(model: IsolatedModel, signal: AbortSignal, work: (pooled: PooledProcess) => Promise<Result>) =>
      orAborted(serve(model, signal, work), signal),
    keepOnly(keys: ReadonlySet<string>): void {
      for (const entry of entries.values()) if (!keys.has(entry.key)) end(entry);
      for (const key of failures.keys()) if (!keys.has(key)) failures.delete(key);
    },
    processes: () => [...entries.values()].map(({ key, process }) => ({ key, pid: process.pid })),
    async close(): Promise<void> {
      isClosed = true;
      clearInterval(sweep);
      const all = [...entries.values()];
      for (const { process } of all) process.stop();
      await Promise.all(all.map(({ process }) => process.gone));
    },
  };
}

async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  // What it comes to when nobody waits any more is nobody's business.
  work.catch(() => {});
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** From now on it takes nobody in: who comes waits until it is gone, and has it started anew. */
function end(entry: Entry): void {
  entry.isLeaving = true;
  entry.process.stop();
}
