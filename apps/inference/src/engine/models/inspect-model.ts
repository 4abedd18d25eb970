import { workerFile } from '../worker-file.ts';
import type { GraphReport } from '../worker-protocol.ts';
import { startWorkerThread } from '../worker-thread.ts';
import { ModelFault } from './model-fault.ts';
import type { ModelSpec } from './model-spec.ts';

/** What a trial run showed. Durations in milliseconds; `norm` is the length of the vector of a one-token text. */
export interface ModelReport extends GraphReport {
  norm: number;
  runMs: number;
}

/**
 * Opens the model in a worker thread of its own, runs one text through it and closes it again. Throws ModelFault
 * when the graph cannot be opened, does not run, or has another width than the spec says.
 */
export async function inspectModel(spec: ModelSpec): Promise<ModelReport> {
  const thread = startWorkerThread(workerFile());
  try {
    const report = await thread.load(spec);
    const { vectors, unusable, runMs } = await thread.run({
      model: spec.id,
      ids: Int32Array.of(spec.emptyInputTokenId),
      lengths: Int32Array.of(1),
      widths: Int32Array.of(spec.dims),
    });
    if (unusable.length > 0) throw new Error(`${spec.graph} gives a vector that is not finite or has no length.`);
    return { ...report, norm: Math.sqrt(vectors.reduce((sum, x) => sum + x * x, 0)), runMs };
  } catch (error) {
    throw new ModelFault(error instanceof Error ? error.message : String(error));
  } finally {
    await thread.close();
  }
}
