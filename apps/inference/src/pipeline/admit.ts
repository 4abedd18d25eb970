import { Fault, type NanoDollars, nano, type Principal, requireScope, tokenCost } from '@gridsky/api/domain';
import type { CatalogueModel } from '@gridsky/api/services';
import type { Pool } from '@gridsky/db';
import type { Catalogue } from './catalogue.ts';
import { holdCost } from './hold-cost.ts';
import type { Call, Job } from './job.ts';
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
  /** Held from the credit; what the request takes from it if it succeeds. */
  costNano: NanoDollars;
  /** What the request costs at list price, whoever pays: 0 for test keys and known repeats. */
  listNano: NanoDollars;
  /** Something is held for it, of the credit or of a budget, and has to be settled or given back. */
  held: boolean;
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
 * request, repeat or not, rolling windows of key, user and tenant (all or none), credit and budgets. A refusal consumes nothing.
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
  const isPaid = principal.mode === 'live' && !isRepeat;
  const listNano = isPaid ? tokenCost(tokens, model.pricePerMillionNano) : 0n;
  const costNano = principal.metered ? listNano : 0n;
  const held = await holdCost(pool, principal, call, { listNano: nano(listNano), costNano: nano(costNano) }, now());
  return { model, dimensions, ids, tokens, costNano: nano(costNano), listNano: nano(listNano), held, idempotency };
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
