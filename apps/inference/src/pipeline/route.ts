import type { Principal } from '@gridsky/api/domain';
import type { Admission } from './admit.ts';
import type { Job } from './job.ts';
import { type RemoteDependencies, remoteTarget } from './remote/remote-target.ts';
import { testVectors } from './test-vectors.ts';

export type Embedded = {
  vectors: Float32Array;
  queueMs: number;
  inferMs: number;
  /** As a provider counted; left out or null: as we did. */
  tokens?: number | null;
  /** Public id of the model that really served, where it was another than the one asked. */
  servedBy?: string;
};

/** Computes the admitted inputs' vectors, in input order. */
export type Target = (admission: Admission, signal: AbortSignal) => Promise<Embedded>;

export type RouteDependencies = { local: (fairnessKey: string) => Target; remote: RemoteDependencies };

/**
 * Where the work is done: a test key's vectors come from the text alone, a model of a provider or of the tenant's own is asked for at its
 * endpoint, all else runs in the local engine.
 */
export function route(
  { local, remote }: RouteDependencies,
  principal: Principal,
  job: Job,
  admission: Admission,
): Target {
  const { model, counts, dimensions } = admission;
  if (principal.mode === 'test') {
    return async ({ ids }) => ({
      vectors: testVectors(model.remote ? job.inputs.map(codePoints) : ids, dimensions),
      queueMs: 0,
      inferMs: 0,
    });
  }
  if (model.remote === null) return local(principal.tenantId);
  const work = { texts: job.inputs, tokens: counts, inputType: job.inputType, dimensions };
  return remoteTarget(remote, model.id, model.remote, work);
}

function codePoints(text: string): Int32Array {
  return Int32Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
