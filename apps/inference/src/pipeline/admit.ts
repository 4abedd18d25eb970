import { Fault, type Principal, requireScope, tokenCost } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';
import type { Pool } from '@gridsky/db';
import type { Catalogue } from './catalogue.ts';
import type { Call, Job } from './job.ts';
import { holdCredit } from './ledger/credit-holds.ts';
import { findRepeat, type Idempotency, identify } from './ledger/idempotency.ts';
import { chargeWindows, takePlace } from './limits/charge-windows.ts';
import type { Limiter } from './limits/limiter.ts';
import { timed } from './trace.ts';

export type Admission = {
  model: CatalogueModel;
  /** Width of the vectors to answer with. */
  dimensions: number;
  /** Token ids of each input, as the model gets them. */
  ids: Int32Array[];
  tokens: number;
  /** Held from the credit; what the request costs if it succeeds. */
  costNano: bigint;
  /** What a repeat of this request is known by; null without an Idempotency-Key. */
  idempotency: Idempotency | null;
};

export type AdmitDependencies = {
  catalogue: Catalogue;
  encode: (model: string, job: Job, signal: AbortSignal) => Promise<Int32Array[]>;
  limiter: Limiter;
  pool: Pool;
  now: () => Date;
  clock: () => number;
};

/**
 * Lets a request in or refuses it, cheapest question first: scope, model, dimensions, requests in flight, tokens a
 * request, repeat or not, rolling windows of key, user and tenant (all or none), credit. A refusal consumes nothing.
 * The place in flight is handed to `onEnter` at once, so that the caller frees it however this ends.
 */
export async function admit(
  { catalogue, encode, limiter, pool, now, clock }: AdmitDependencies,
  principal: Principal,
  call: Call,
  job: Job,
  onEnter: (leave: () => void) => void,
): Promise<Admission> {
  requireScope(principal, 'embeddings:create');
  const model = catalogue.route(principal, job.model);
  call.trace.model = model.id;
  const dimensions = checkedDimensions(model, job.dimensions);
  call.trace.dimensions = dimensions;
  onEnter(await takePlace(limiter, principal));
  const ids = await timed(call.trace, 'tokenise', clock, () => encode(model.id, job, call.signal));
  const tokens = ids.reduce((sum, { length }) => sum + length, 0);
  call.trace.tokens = tokens;
  const { tokensPerRequestMax } = principal.limits;
  if (tokens > tokensPerRequestMax) {
    throw new Fault('too_many_tokens', `Requested ${tokens} tokens, max ${tokensPerRequestMax} tokens per request`, {
      param: 'input',
    });
  }
  const idempotency = identify(call.idempotencyKey, model.id, job);
  const isRepeat = idempotency !== null && (await findRepeat(pool, principal.tenantId, idempotency, now()));
  await timed(call.trace, 'limit', clock, () => chargeWindows(limiter, principal, tokens, call));
  const isCharged = principal.metered && principal.mode === 'live' && !isRepeat;
  const costNano = isCharged ? tokenCost(tokens, model.pricePerMillionNano) : 0n;
  if (costNano > 0n) await hold(pool, principal, call, costNano, now());
  return { model, dimensions, ids, tokens, costNano, idempotency };
}

function checkedDimensions(model: CatalogueModel, asked: number | null): number {
  if (asked === null || model.allowedDimensions.includes(asked)) return asked ?? model.dimensions;
  throw new Fault(
    'invalid',
    `\`dimensions\` ${asked} is not supported by ${model.id}. Use one of: ${model.allowedDimensions.join(', ')}.`,
    {
      param: 'dimensions',
    },
  );
}

async function hold(pool: Pool, principal: Principal, call: Call, amountNano: bigint, createdAt: Date): Promise<void> {
  if (principal.trialEndsAt !== null && principal.trialEndsAt <= createdAt.getTime()) {
    throw new Fault('credit_exhausted', 'The trial has ended. Choose a plan in the dashboard under Billing to go on.');
  }
  if (!(await holdCredit(pool, { requestId: call.requestId, tenantId: principal.tenantId, amountNano, createdAt }))) {
    throw new Fault(
      'credit_exhausted',
      'The credit does not cover this request. Choose a plan in the dashboard under Billing to go on.',
    );
  }
}
