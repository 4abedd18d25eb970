import type { Fault, Principal } from '@gridsky/api/domain';
import type { Admission } from './admit.ts';
import { ledgerUnavailable } from './faults.ts';
import type { Call, Job } from './job.ts';
import type { UsageWriter } from './ledger/usage-writer.ts';
import type { Embedded } from './route.ts';

export type MeterDependencies = { usage: UsageWriter; clock: () => number };

/**
 * Commits the usage row and settles the hold. Resolves after the commit, with the request that this one repeated or null:
 * only then may a 200 go out.
 */
export async function meter(
  { usage, clock }: MeterDependencies,
  principal: Principal,
  call: Call,
  job: Job,
  admission: Admission,
  embedded: Embedded,
): Promise<string | null> {
  const row = {
    ...who(principal, call),
    model: admission.model.id,
    status: 200,
    errorCode: null,
    inputs: job.inputs.length,
    tokens: admission.tokens,
    dimensions: admission.dimensions,
    costNano: admission.costNano,
    queueMs: embedded.queueMs,
    inferMs: embedded.inferMs,
    totalMs: clock() - call.arrivedAt,
    hold: admission.costNano > 0n ? 'settle' : 'none',
    idempotency: admission.idempotency,
  } as const;
  try {
    return await usage.commit(row);
  } catch (error) {
    throw ledgerUnavailable(error);
  }
}

/**
 * Hands over the row of a refused or failed request, which gives its hold back; no answer waits for it. Nothing was computed
 * for nothing: tokens and cost are 0.
 */
export function meterFailure(
  { usage, clock }: MeterDependencies,
  principal: Principal,
  call: Call,
  job: Job | null,
  admission: Admission | null,
  fault: Fault,
): void {
  usage.record({
    ...who(principal, call),
    model: admission?.model.id ?? storable(job?.model ?? ''),
    status: call.statusOf(fault),
    errorCode: fault.code,
    inputs: job?.inputs.length ?? 0,
    tokens: 0,
    dimensions: null,
    costNano: 0n,
    queueMs: 0,
    inferMs: 0,
    totalMs: clock() - call.arrivedAt,
    hold: admission && admission.costNano > 0n ? 'release' : 'none',
    // What failed may be tried again under the same key.
    idempotency: null,
  });
}

function who(principal: Principal, call: Call) {
  return {
    id: call.requestId,
    createdAt: call.receivedAt,
    tenantId: principal.tenantId,
    keyId: principal.keyId,
    userId: principal.userId,
    dialect: call.dialect,
  };
}

/** What a caller named as the model, fit for a text column: PostgreSQL refuses NUL. */
function storable(text: string): string {
  return text.slice(0, 200).replace(/\p{C}/gu, '');
}
