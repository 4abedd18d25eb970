import { Worker } from 'node:worker_threads';
import type { FromWorker, GraphReport, ToWorker, WorkerBatch, WorkerModel, WorkerVectors } from './worker-protocol.ts';

/** The thread ended by itself before it answered: the work may be done again elsewhere. */
export class WorkerCrashed extends Error {
  override readonly name = 'WorkerCrashed';
}

/** A worker thread seen from the event loop. Answers come in the order of the questions. */
export interface WorkerThread {
  load(model: WorkerModel): Promise<GraphReport>;
  /** Resolves with the vectors; rejects with WorkerCrashed when the thread died, with Error when the graph failed. */
  run(batch: WorkerBatch): Promise<WorkerVectors>;
  /** Lets what is running finish, then ends the thread; resolves when it is gone. */
  close(): Promise<void>;
  /** Resolves when the thread is gone, for whatever reason, with a sentence that says why if it ended by itself. */
  gone: Promise<WorkerCrashed>;
}

/** Starts a worker thread on the given program; its sessions compute with so many threads each. */
export function startWorkerThread(file: string, threads = 1): WorkerThread {
  const worker = new Worker(file, { workerData: { threads } });
  const open = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  let lastJob = 0;
  let cause = 'it exited';
  let isGone = false;

  worker.on('message', (message: FromWorker) => {
    const job = open.get(message.job);
    open.delete(message.job);
    if (message.kind === 'failed') job?.reject(new Error(message.message));
    else job?.resolve((message.kind === 'loaded' ? message.report : message.result) as never);
  });
  worker.on('error', (error) => {
    cause = error instanceof Error ? error.message : String(error);
  });
  const gone = new Promise<WorkerCrashed>((resolve) => {
    worker.on('exit', (code) => {
      isGone = true;
      for (const job of open.values()) job.reject(crash(code));
      open.clear();
      resolve(crash(code));
    });
  });
  const crash = (code?: number) =>
    new WorkerCrashed(`An inference worker died: ${cause}${code === undefined ? '' : ` (exit code ${code})`}.`);

  function ask<Answer>(message: (job: number) => ToWorker): Promise<Answer> {
    if (isGone) return Promise.reject(crash());
    const job = ++lastJob;
    return new Promise<Answer>((resolve, reject) => {
      open.set(job, { resolve, reject });
      worker.postMessage(message(job));
    });
  }

  return {
    load: (model) => ask((job) => ({ kind: 'load', job, model })),
    run: (batch) => ask((job) => ({ kind: 'run', job, batch })),
    async close() {
      worker.postMessage({ kind: 'close' } satisfies ToWorker);
      await gone;
    },
    gone,
  };
}
