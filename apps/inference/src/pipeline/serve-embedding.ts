import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Principal } from '@gridsky/api/domain';
import { type Admission, type AdmitDependencies, admit } from './admit.ts';
import { authenticate } from './authenticate.ts';
import { toFault } from './faults.ts';
import type { Call, Job, Result } from './job.ts';
import type { KeyUse } from './key-use.ts';
import { readWindows } from './limits/charge-windows.ts';
import { type MeterDependencies, meter, meterFailure } from './meter.ts';
import type { PrincipalCache } from './principal-cache.ts';
import { type RouteDependencies, route } from './route.ts';
import { timed } from './trace.ts';

export type ServeDependencies = AdmitDependencies &
  MeterDependencies &
  RouteDependencies & {
    principals: PrincipalCache;
    keyUse: Pick<KeyUse, 'note'>;
    /** Takes failures that happen beside the answer, for the log. */
    reportError: (error: unknown, requestId: string) => void;
  };

export type Served<Answer> = {
  /** Public id of the model that served. */
  model: string;
  answer: Answer;
  /** The request that this one repeated under the same Idempotency-Key, and that alone was charged; or null. */
  repeatOf: string | null;
};

/**
 * One embeddings request, the same for every dialect: authenticate → admit → route → embed → meter; the surface responds.
 * The body is read only for somebody known. `write` makes the answer, or its beginning, in the time in which the database commits the
 * usage row; without the commit it is dropped. Throws a Fault for everything that can go wrong.
 */
export async function serveEmbedding<Answer>(
  dependencies: ServeDependencies,
  call: Call,
  readJob: () => Promise<Job>,
  write: (result: Result) => Answer,
): Promise<Served<Answer>> {
  const { trace } = call;
  const { clock } = dependencies;
  const principal = await timed(trace, 'auth', clock, () =>
    authenticate(dependencies.principals, call, dependencies.now()),
  );
  trace.tenantId = principal.tenantId;
  trace.keyId = principal.keyId;
  dependencies.keyUse.note(principal.keyId, dependencies.now());
  let job: Job | null = null;
  let admission: Admission | null = null;
  let leave = () => {};
  try {
    const asked = await timed(trace, 'read', clock, readJob);
    job = asked;
    trace.inputs = asked.inputs.length;
    const admitted = await admit(dependencies, principal, call, asked, (free) => {
      leave = free;
    });
    admission = admitted;
    const target = route(dependencies, principal, asked, admitted);
    const { model, dimensions } = admitted;
    const embedded = await target(admitted, call.signal);
    trace.stages.queue = embedded.queueMs;
    trace.stages.infer = embedded.inferMs;
    const { vectors } = embedded;
    const served = embedded.servedBy ?? model.id;
    trace.model = served;
    const tokens = embedded.tokens ?? admitted.tokens;
    const [repeatOf, answer] = await Promise.all([
      timed(trace, 'meter', clock, () => meter(dependencies, principal, call, asked, admitted, embedded)),
      // The row leaves for the database before this turn of the loop is over.
      nextTurn().then(() => write({ model: served, count: asked.inputs.length, dimensions, vectors, tokens })),
    ]);
    trace.answeredAt = clock();
    return { model: served, answer, repeatOf };
  } catch (error) {
    // Refused before its limits were asked: the answer tells them all the same.
    call.rate ??= await readWindows(dependencies.limiter, principal);
    throw recordFailure(dependencies, principal, call, job, admission, error);
  } finally {
    leave();
  }
}

/** The refusal needn't wait for its row: only a 200 promises one. The writer keeps it until the database takes it. */
function recordFailure(
  dependencies: ServeDependencies,
  principal: Principal,
  call: Call,
  job: Job | null,
  admission: Admission | null,
  error: unknown,
) {
  const fault = toFault(error, call.signal);
  meterFailure(dependencies, principal, call, job, admission, fault);
  return fault;
}
