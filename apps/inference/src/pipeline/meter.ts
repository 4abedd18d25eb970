import { type Fault, type NanoDollars, nano, type Principal, tokenCost } from '@gridsky/api/domain';
import type { Admission } from './admit.ts';
import { ledgerUnavailable } from './faults.ts';
import type { Call, Job } from './job.ts';
import type { UsageRow } from './ledger/usage-row.ts';
import type { UsageWriter } from './ledger/usage-writer.ts';
import { chargedTokens } from './remote/remote-faults.ts';
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
  const served = embedded.servedBy ?? admission.model.id;
  const row = rowOf(principal, call, served, 200, clock);
  row.askedModel = askedModel(job, served);
  row.inputs = job.inputs.length;
  row.tokens = embedded.tokens ?? admission.tokens;
  row.dimensions = admission.dimensions;
  row.costNano = settled(admission.costNano, admission, row.tokens);
  row.queueMs = embedded.queueMs;
  row.inferMs = embedded.inferMs;
  row.listNano = settled(admission.listNano, admission, row.tokens);
  row.providerTokens = embedded.tokens ?? null;
  row.hold = admission.held ? 'settle' : 'none';
  row.idempotency = admission.idempotency;
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
  // Routed or not is a matter of how far the request came: one refused for its limits was refused to a model, whatever it called it.
  const model = admission?.model.id ?? call.trace.model ?? storable(job?.model ?? '');
  const row = rowOf(principal, call, model, call.statusOf(fault), clock);
  row.errorCode = fault.code;
  row.askedModel = job && askedModel(job, model);
  row.providerTokens = chargedTokens(fault);
  row.inputs = job?.inputs.length ?? 0;
  row.hold = admission?.held ? 'release' : 'none';
  usage.record(row);
}

/** Null: the model was asked for by its own id. Else it is an alias of it, or a model whose fallback it is. */
function askedModel(job: Job, model: string): string | null {
  const asked = storable(job.model);
  return asked === model ? null : asked;
}

/** What was held, or less where the provider counted fewer tokens than might have been: never more than the caller was asked for. */
function settled(heldNano: NanoDollars, { model }: Admission, tokens: number): NanoDollars {
  if (heldNano === 0n || model.remote === null) return heldNano;
  const nano = tokenCost(tokens, model.pricePerMillionNano);
  return nano < heldNano ? nano : heldNano;
}

/** A row with nothing served and nothing to pay. What failed under an Idempotency-Key may be tried again under it. */
function rowOf(principal: Principal, call: Call, model: string, status: number, clock: () => number): UsageRow {
  // Written out and filled in place: an object literal that spreads another costs more here than the whole admission.
  return {
    id: call.requestId,
    createdAt: call.receivedAt,
    tenantId: principal.tenantId,
    keyId: principal.keyId,
    userId: principal.userId,
    model,
    askedModel: null,
    dialect: call.dialect,
    status,
    errorCode: null,
    inputs: 0,
    tokens: 0,
    providerTokens: null,
    dimensions: null,
    costNano: nano(0n),
    listNano: nano(0n),
    queueMs: 0,
    inferMs: 0,
    totalMs: clock() - call.arrivedAt,
    hold: 'none',
    idempotency: null,
  };
}

/** What a caller named as the model, fit for a text column: PostgreSQL refuses NUL. */
function storable(text: string): string {
  return text.slice(0, 200).replace(/\p{C}/gu, '');
}
