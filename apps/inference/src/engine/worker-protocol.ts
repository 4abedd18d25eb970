import type { Pace } from './measure-model.ts';
import type { ModelSpec } from './models/model-spec.ts';

/** What a worker needs of a ModelSpec. */
export type WorkerModel = Pick<
  ModelSpec,
  'id' | 'graph' | 'dims' | 'pooling' | 'normalize' | 'output' | 'emptyInputTokenId'
>;

/** Texts of one run: ids one after the other, the length of each text, and the width each vector is cut to. */
export interface WorkerBatch {
  model: string;
  ids: Int32Array<ArrayBuffer>;
  lengths: Int32Array;
  widths: Int32Array;
}

/** What a graph turned out to be when it was opened and tried. Durations in milliseconds. */
export interface GraphReport extends Pace {
  dims: number;
  output: string;
  pooled: boolean;
  inputs: string[];
  loadMs: number;
}

/** The vectors of a batch, row after row at their widths; `unusable` lists rows without a finite direction. */
export interface WorkerVectors {
  vectors: Float32Array<ArrayBuffer>;
  unusable: number[];
  runMs: number;
}

export type ToWorker =
  | { kind: 'load'; job: number; model: WorkerModel }
  | { kind: 'run'; job: number; batch: WorkerBatch }
  | { kind: 'close' };

/** Every load and run is answered exactly once under its job number, in the order asked. */
export type FromWorker =
  | { kind: 'loaded'; job: number; report: GraphReport }
  | { kind: 'ran'; job: number; result: WorkerVectors }
  | { kind: 'failed'; job: number; message: string };
