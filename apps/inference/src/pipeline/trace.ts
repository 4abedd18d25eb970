import type { FaultCode } from '@gridsky/api/domain';

/** Where a request's time goes, in the order in which it goes there. */
export const STAGES = ['auth', 'read', 'tokenise', 'limit', 'queue', 'infer', 'meter', 'write'] as const;
export type Stage = (typeof STAGES)[number];

/** What is known of a request for logs, metrics and traces; filled on its way, read once its answer is out. Never its content. */
export type Trace = {
  /** Milliseconds. */
  readonly stages: Partial<Record<Stage, number>>;
  tenantId: string | null;
  keyId: string | null;
  /** Public id, once it is known to be a model that this key may name; callers' own texts stay out. */
  model: string | null;
  inputs: number;
  tokens: number;
  dimensions: number | null;
  fault: FaultCode | null;
  /** When the pipeline was done and the answer began to be written, by the same clock. */
  answeredAt: number | null;
};

export function createTrace(): Trace {
  return {
    stages: {},
    tenantId: null,
    keyId: null,
    model: null,
    inputs: 0,
    tokens: 0,
    dimensions: null,
    fault: null,
    answeredAt: null,
  };
}

/** Adds the time that some work took to a stage, whether it succeeds or fails. `clock` in milliseconds. */
export async function timed<Result>(
  trace: Trace,
  stage: Stage,
  clock: () => number,
  work: () => Promise<Result>,
): Promise<Result> {
  const start = clock();
  try {
    return await work();
  } finally {
    trace.stages[stage] = (trace.stages[stage] ?? 0) + clock() - start;
  }
}
