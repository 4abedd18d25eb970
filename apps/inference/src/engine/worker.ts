import { parentPort, workerData } from 'node:worker_threads';
import { type OpenModel, openModel } from './session.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

/**
 * The program of one worker thread: it owns a session per model and answers loads and runs one at a time, in order.
 * It ends by itself after `close`; terminating it during a run would abort the whole process.
 */
const port = parentPort;
if (!port) throw new Error('worker.ts runs in a worker thread only.');

/** Threads of each session; given at the start. */
const threads: number = workerData.threads;
const models = new Map<string, OpenModel>();
let turn: Promise<void> = Promise.resolve();

port.on('message', (message: ToWorker) => {
  turn = turn.then(() => answer(message));
});

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === 'close') {
    for (const model of models.values()) await model.release();
    port?.close();
    return;
  }
  try {
    if (message.kind === 'load') {
      const model = await openModel(message.model, threads);
      await models.get(message.model.id)?.release();
      models.set(message.model.id, model);
      send({ kind: 'loaded', job: message.job, report: model.report });
    } else {
      const model = models.get(message.batch.model);
      if (!model) throw new Error(`Model ${message.batch.model} is not loaded in this worker.`);
      const result = await model.run(message.batch);
      send({ kind: 'ran', job: message.job, result }, [result.vectors.buffer]);
    }
  } catch (error) {
    send({ kind: 'failed', job: message.job, message: error instanceof Error ? error.message : String(error) });
  }
}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}
