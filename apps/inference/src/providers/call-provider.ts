import type { Breaker } from './breaker.ts';
import {
  type AnswerHeaders,
  AnswerUnusable,
  type Endpoint,
  type Provider,
  type ProviderAnswer,
  type ProviderCall,
  type ProviderRequest,
} from './provider.ts';
import { RemoteFailure } from './remote-failure.ts';
import { isTimeout } from './stop-with.ts';
import { withoutContent } from './without-content.ts';

/** Sends a request; rejects when there is no answer, and with RemoteFailure `blocked` when the address may not be reached. */
export type Send = (
  request: ProviderRequest,
  signal: AbortSignal,
) => Promise<{ status: number; headers: AnswerHeaders; body: Buffer }>;

export type Remote = {
  provider: Provider;
  endpoint: Endpoint;
  send: Send;
  breaker: Breaker;
  /** Milliseconds since 1970. */
  now(): number;
};

/** One call, once. `read` takes the vectors out of the answer and throws AnswerUnusable where they are none. Rejects with RemoteFailure or the signal's reason. */
export async function callProvider(
  { provider, endpoint, send, breaker, now }: Remote,
  call: ProviderCall,
  read: (answer: ProviderAnswer) => void,
  signal: AbortSignal,
): Promise<{ tokens: number | null }> {
  signal.throwIfAborted();
  if (!breaker.admit()) {
    throw new RemoteFailure('breaker_open', 'The endpoint has failed too often lately.', breaker.state().retryAfterMs);
  }
  try {
    const answer = await exchange({ provider, endpoint, send, now }, call, signal);
    read(answer);
    breaker.succeed();
    return { tokens: answer.tokens };
  } catch (error) {
    const failure = failureOf(error, signal);
    note(breaker, failure, signal);
    throw failure;
  }
}

/** One request and what its answer means. Throws RemoteFailure for a refusal, AnswerUnusable, or whatever kept an answer from coming. */
export async function exchange(
  { provider, endpoint, send, now }: Omit<Remote, 'breaker'>,
  call: ProviderCall,
  signal: AbortSignal,
): Promise<ProviderAnswer> {
  const { status, headers, body } = await send(provider.request(endpoint, call), signal);
  // Some servers repeat the key or the texts that they refuse, and what they say goes to the log.
  const quiet = (said: string) => withoutContent(said, endpoint.secret, call.texts);
  if (status !== 200) {
    const { reason, detail, retryAfterMs } = provider.refusal(status, headers, parsed(body.toString('utf8')), now());
    throw new RemoteFailure(reason, quiet(detail), retryAfterMs);
  }
  const json = parsed(body.toString('utf8'));
  if (json === undefined) throw new AnswerUnusable('The answer is not JSON.');
  try {
    const { vectors, tokens } = provider.answer(json, endpoint);
    return { vectors, tokens: plausible(tokens, call.texts) };
  } catch (error) {
    throw error instanceof AnswerUnusable ? new AnswerUnusable(quiet(error.message)) : error;
  }
}

/** Marks that a model puts around each text. */
const MARKS_MAX = 16;

/** No tokenizer makes more tokens of a text than it has bytes: a count beyond that is none. */
function plausible(tokens: number | null, texts: readonly string[]): number | null {
  if (tokens === null) return null;
  const most = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + MARKS_MAX, 0);
  return tokens <= most ? tokens : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof RemoteFailure) return error;
  if (error instanceof AnswerUnusable) return new RemoteFailure('unusable', error.message);
  if (signal.aborted) return signal.reason;
  const detail = error instanceof Error ? error.message : String(error);
  return new RemoteFailure('unavailable', `No answer: ${detail}`, null, error);
}

/** An endpoint is failing when it is down or answers nonsense; a limit, a wrong key or a bad text is an answer like any other. */
function note(breaker: Breaker, failure: unknown, signal: AbortSignal): void {
  if (signal.aborted) {
    // Too late is the endpoint's doing; a caller who left, or a neighbour's failure, is not.
    if (isTimeout(signal.reason)) breaker.fail();
    else breaker.skip();
    return;
  }
  const reason = failure instanceof RemoteFailure ? failure.reason : 'unavailable';
  if (reason === 'unavailable' || reason === 'unusable' || reason === 'certificate') breaker.fail();
  else if (reason === 'blocked') breaker.skip();
  else breaker.succeed();
}

/**
 * Whether the same call may be made again: it was refused for now, or got no answer. Vectors can be computed twice; what it costs is
 * bounded by the few tries of a request.
 */
export function mayRetry(error: unknown): error is RemoteFailure {
  return error instanceof RemoteFailure && (error.reason === 'rate_limited' || error.reason === 'unavailable');
}
