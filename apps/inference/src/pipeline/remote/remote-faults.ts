import { Fault, type FaultCode } from '@gridsky/api/domain';
import { RemoteFailure, type RemoteReason } from '../../providers/remote-failure.ts';
import type { RemoteModel } from './served-model.ts';

/**
 * A provider's failure as the caller is told it: which model, what is wrong in general terms, what to do. What the provider said goes to the log:
 * it may tell of somebody else's account.
 */
export function remoteFault(
  failure: RemoteFailure,
  model: string,
  { isOwn, provider }: Pick<RemoteModel, 'isOwn' | 'provider'>,
): Fault {
  const { code, text } = (provider === 'onnx' ? UPLOADED[failure.reason] : undefined) ?? REASONS[failure.reason];
  const act = isOwn
    ? 'An owner or admin of your tenant can do it in the dashboard under Models.'
    : 'The operator of this platform has to act.';
  return new Fault(code, (failure.told ?? text).replace('{model}', `\`${model}\``).replace('{act}', act), {
    internal: `${failure.reason}: ${failure.message}`,
    cause: failure,
    ...(failure.retryAfterMs === null ? {} : { retryAfterMs: Math.min(failure.retryAfterMs, RETRY_AFTER_MAX_MS) }),
    ...(failure.reason === 'invalid' ? { param: 'input' } : {}),
  });
}

/** What a provider asks for may be absurd; nobody should be told to wait longer than this. */
const RETRY_AFTER_MAX_MS = 60_000;

const REASONS: Record<RemoteReason, { code: FaultCode; text: string }> = {
  unauthorized: { code: 'provider_error', text: 'The provider of {model} refused its key. Replace the key. {act}' },
  quota: {
    code: 'provider_error',
    text: 'The account at the provider of {model} is used up. Top it up at the provider. {act}',
  },
  rate_limited: {
    code: 'provider_rate_limited',
    text: 'The provider of {model} takes no more requests right now. Try again after the time in retry-after.',
  },
  not_found: {
    code: 'provider_error',
    text: 'The provider of {model} knows no such model or address. Check both. {act}',
  },
  invalid: {
    code: 'invalid',
    text: 'The provider of {model} refused the texts: one may be too long for it, or a parameter is not to its liking.',
  },
  unavailable: { code: 'provider_error', text: 'The provider of {model} gave no answer. Try again in a moment.' },
  timeout: {
    code: 'provider_timeout',
    text: 'The provider of {model} did not answer in time. Try again, or send fewer texts at once.',
  },
  certificate: {
    code: 'provider_error',
    text: 'The endpoint of {model} showed no valid certificate: it has expired, is for another host, or nobody that is trusted here vouches for it. {act}',
  },
  unusable: {
    code: 'provider_unusable',
    text: 'The provider of {model} answered with something else than the vectors that were asked for. Try again; if it stays, test the model. {act}',
  },
  blocked: {
    code: 'provider_error',
    text: 'The endpoint of {model} may not be reached from this installation. Check its address. {act}',
  },
  breaker_open: {
    code: 'provider_resting',
    text: 'The endpoint of {model} has failed several times in a row and is given a rest. Try again after the time in retry-after.',
  },
};

/** The same for models that run here, which have no provider. */
const UPLOADED: Partial<Record<RemoteReason, { code: FaultCode; text: string }>> = {
  unavailable: {
    code: 'provider_error',
    text: 'The process that runs {model} ended before it had an answer. Try again; if it stays, test the model. {act}',
  },
  timeout: {
    code: 'provider_timeout',
    text: 'The model {model} did not compute the vectors in time. Send fewer or shorter texts at once.',
  },
  unusable: {
    code: 'provider_error',
    text: 'The model {model} gave numbers that are no vectors. Test it, and upload another graph. {act}',
  },
  rate_limited: {
    code: 'overloaded',
    text: 'All places for uploaded models are taken, and {model} did not get one in time. Try again after the time in retry-after.',
  },
  breaker_open: {
    code: 'provider_error',
    text: 'The model {model} has failed several times in a row and is given a rest. Try again after the time in retry-after.',
  },
};

/** Tokens that a provider charged for a request that failed all the same; null: none, or it did not tell. */
export function chargedTokens(fault: Fault): number | null {
  return fault.cause instanceof RemoteFailure && fault.cause.chargedTokens > 0 ? fault.cause.chargedTokens : null;
}
