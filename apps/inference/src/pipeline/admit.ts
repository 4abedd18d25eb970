import { Fault, type NanoDollars, NO_MONEY, type Principal, requireScope, tokenCost } from '@gridsky/api/domain';
import type { Pool } from '@gridsky/db';
import type { Catalogue } from './catalogue.ts';
import { holdCost } from './hold-cost.ts';
import type { Call, Job } from './job.ts';
import { findRepeat, type Idempotency, identify } from './ledger/idempotency.ts';
import { chargeWindows, takePlace } from './limits/charge-windows.ts';
import type { Limiter } from './limits/limiter.ts';
import type { ServedModel } from './remote/served-model.ts';
import { timed } from './trace.ts';

export type Admission = {
  model: ServedModel;
  /** Width of the vectors to answer with. */
  dimensions: number;
  /** Token ids of each input, as the model gets them; none for a model that runs elsewhere. */
  ids: Int32Array[];
  /** Tokens of each input; of a model that runs elsewhere as our own tokenizer counts them. */
  counts: readonly number[];
  tokens: number;
  /** Held from the credit; what the request takes from it at most if it succeeds. */
  costNano: NanoDollars;
  /** What the request costs at list price at most, whoever pays: 0 for test keys and known repeats. */
  listNano: NanoDollars;
  /** Something is held for it, of the credit or of a budget, and has to be settled or given back. */
  held: boolean;
  /** What a repeat of this request is known by; null without an Idempotency-Key. */
  idempotency: Idempotency | null;
};

export type AdmitDependencies = {
  catalogue: Catalogue;
  encode: (model: string, job: Job, signal: AbortSignal) => Promise<Int32Array[]>;
  /** Counts texts for models that run elsewhere: an uploaded one's by its own tokenizer, others' by ours. */
  estimate: (model: ServedModel, job: Job, signal: AbortSignal) => Promise<number[]>;
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
  { catalogue, encode, estimate, limiter, pool, now, clock }: AdmitDependencies,
  principal: Principal,
  call: Call,
  job: Job,
  onEnter: (leave: () => void) => void,
): Promise<Admission> {
  requireScope(principal, 'embeddings:create');
  const model = await catalogue.route(principal, job.model, job.isPrivate);
  call.trace.model = model.id;
  const dimensions = checkedDimensions(model, job.dimensions);
  call.trace.dimensions = dimensions;
  onEnter(await takePlace(limiter, principal));
  const { ids, counts } = await timed(call.trace, 'tokenise', clock, async () => {
    if (model.remote) return { ids: [], counts: await estimate(model, job, call.signal) };
    const encoded = await encode(model.id, job, call.signal);
    return { ids: encoded, counts: encoded.map(({ length }) => length) };
  });
  refuseTooLong(model, counts);
  const tokens = counts.reduce((sum, count) => sum + count, 0);
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
  const heldTokens = countsAnew(model) ? atMostCounted(tokens, counts.length) : tokens;
  const listNano = isPaid ? tokenCost(heldTokens, model.pricePerMillionNano) : NO_MONEY;
  const costNano = principal.metered ? listNano : NO_MONEY;
  const held = await holdCost(pool, principal, call, { listNano, costNano }, now());
  return { model, dimensions, ids, counts, tokens, costNano, listNano, held, idempotency };
}

/** Whoever serves may come to another count than ours: a provider, or an uploaded model's fallback. */
function countsAnew({ remote }: ServedModel): boolean {
  return remote !== null && (remote.provider !== 'onnx' || remote.fallback !== null);
}

/** A provider counts with a tokenizer of its own: what it may come to is held, and what it comes to is settled. */
function atMostCounted(tokens: number, texts: number): number {
  return Math.ceil(tokens * 1.25) + 2 * texts;
}

/** A window that a tenant has set for a model that runs elsewhere; our own engine's models are bounded where they are encoded. */
function refuseTooLong(model: ServedModel, counts: readonly number[]): void {
  const max = model.remote?.inputTokensMax;
  if (max === null || max === undefined) return;
  const index = counts.findIndex((count) => count > max);
  if (index === -1) return;
  throw new Fault(
    'input_too_long',
    `This model's maximum context length is ${max} tokens, however input[${index}] has ${counts[index]}. Shorten it or split it.`,
    { param: 'input' },
  );
}

function checkedDimensions(model: ServedModel, asked: number | null): number {
  if (asked === null || model.allowedDimensions.includes(asked)) return asked ?? model.dimensions;
  throw new Fault(
    'invalid',
    `\`dimensions\` ${asked} is not supported by ${model.id}. Use one of: ${model.allowedDimensions.join(', ')}.`,
    {
      param: 'dimensions',
    },
  );
}
