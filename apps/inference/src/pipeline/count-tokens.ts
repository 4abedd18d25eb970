import { requireScope } from '@gridsky/api/domain';
import { authenticate } from './authenticate.ts';
import type { Catalogue } from './catalogue.ts';
import { toFault } from './faults.ts';
import type { Call, Job } from './job.ts';
import { chargeWindows, readWindows, takePlace } from './limits/charge-windows.ts';
import type { Limiter } from './limits/limiter.ts';
import type { PrincipalCache } from './principal-cache.ts';
import type { ServedModel } from './remote/served-model.ts';

export type TokenCounts = {
  model: ServedModel;
  /** Tokens of each input, as usage and limits count them; `exact` false: at least so many. */
  counts: { tokens: number; exact: boolean }[];
};

export type CountDependencies = {
  principals: PrincipalCache;
  catalogue: Catalogue;
  limiter: Limiter;
  /** Of a model that runs elsewhere, as our own tokenizer counts. */
  count: (model: ServedModel, job: Job, signal: AbortSignal) => Promise<TokenCounts['counts']>;
  now: () => Date;
};

/**
 * Counts the tokens of texts as the model's own tokenizer gives them, prefixes and special tokens included. Free: it writes no
 * usage row and charges no tokens, but it counts as a request, since it is work.
 */
export async function countTokens(
  { principals, catalogue, limiter, count, now }: CountDependencies,
  call: Call,
  readJob: () => Promise<Job>,
): Promise<TokenCounts> {
  const principal = await authenticate(principals, call, now());
  call.trace.tenantId = principal.tenantId;
  call.trace.keyId = principal.keyId;
  let leave = () => {};
  try {
    requireScope(principal, 'tokens:count');
    const job = await readJob();
    const model = await catalogue.route(principal, job.model);
    leave = await takePlace(limiter, principal);
    await chargeWindows(limiter, principal, 0, call);
    return { model, counts: await count(model, job, call.signal) };
  } catch (error) {
    call.rate ??= await readWindows(limiter, principal);
    throw toFault(error, call.signal);
  } finally {
    leave();
  }
}
