import type { Principal } from '@gridsky/api/domain';
import type { Admission } from './admit.ts';
import { testVectors } from './test-vectors.ts';

export type Embedded = { vectors: Float32Array; queueMs: number; inferMs: number };

/** Computes the admitted inputs' vectors, in input order. */
export type Target = (admission: Admission, signal: AbortSignal) => Promise<Embedded>;

/**
 * Where the work is done: a test key's vectors come from the text alone, all else runs in the local engine.
 */
export function route(local: (fairnessKey: string) => Target, principal: Principal): Target {
  if (principal.mode === 'test') {
    return async ({ ids, dimensions }) => ({ vectors: testVectors(ids, dimensions), queueMs: 0, inferMs: 0 });
  }
  return local(principal.tenantId);
}
