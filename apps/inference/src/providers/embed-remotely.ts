import { setMaxListeners } from 'node:events';
import { callProvider, mayRetry, type Remote } from './call-provider.ts';
import { hedge } from './hedge.ts';
import { packVectors } from './pack-vectors.ts';
import type { ProviderAnswer, ProviderCall } from './provider.ts';
import { RemoteFailure } from './remote-failure.ts';
import { type Piece, splitTexts } from './split.ts';
import { isTimeout, stopWith } from './stop-with.ts';

export type RemoteRequest = {
  texts: readonly string[];
  /** Tokens of each text as far as we know them: they size the calls. */
  tokens: readonly number[];
  inputType: 'query' | 'document';
  dimensions: number;
};

export type RemoteOptions = Remote & {
  limits: { textsMax: number; tokensMax: number | null };
  /** Calls of one request at the same time. */
  parallelMax: number;
  /** Milliseconds after which a call without an answer is made a second time, and the first answer counts; null: never. */
  hedgeAfterMs: number | null;
  /** For the whole request, tries and waits included. */
  deadlineMs: number;
  /** Resolves after so many milliseconds, rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
};

export type RemoteResult = {
  /** A row a text, in their order. */
  vectors: Float32Array<ArrayBuffer>;
  /** As the provider counted; null where one of its answers says nothing. */
  tokens: number | null;
  calls: number;
};

/** More again-tries and second calls than this in one request make an outage worse. */
const RETRIES_MAX = 4;
const BACKOFF_MS = 250;
/** Text of one call: below the 2 MB that the strictest server takes, with room for JSON's escapes. */
const BYTES_MAX = 900_000;

/**
 * The vectors of a request from a provider: cut into calls by its limits, some at a time, put back in order. One call that fails for good
 * fails the request and ends the others. Rejects with RemoteFailure, which says what was charged, or with the signal's reason.
 */
export async function embedRemotely(
  options: RemoteOptions,
  request: RemoteRequest,
  signal: AbortSignal,
): Promise<RemoteResult> {
  const { limits, parallelMax, deadlineMs } = options;
  const { texts, dimensions: width } = request;
  const pieces = splitTexts(texts, request.tokens, { ...limits, bytesMax: BYTES_MAX });
  const rows = new Float32Array(texts.length * width);
  const endsAt = options.now() + deadlineMs;
  const { signal: stop, end, leave } = stopWith(signal, deadlineMs);
  // Each call listens to it, and the next one of its turn may begin before that has left.
  setMaxListeners(2 * parallelMax + 10, stop);
  const charged: (number | null)[] = [];
  const retries = { left: RETRIES_MAX };

  const work = async (waiting: Piece[]) => {
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      charged.push((await callWithRetries(options, request, piece, rows, { stop, endsAt, retries })).tokens);
    }
  };
  const waiting = [...pieces];
  const workers = Array.from({ length: Math.min(parallelMax, pieces.length) }, () => work(waiting));
  try {
    await Promise.all(workers);
  } catch (error) {
    end(error);
    // What is charged is known when the last of them has ended.
    await Promise.allSettled(workers);
    if (signal.aborted) throw signal.reason;
    const failure =
      error instanceof RemoteFailure
        ? error
        : isTimeout(stop.reason)
          ? new RemoteFailure('timeout', `No whole answer within ${deadlineMs} ms.`)
          : new RemoteFailure('unavailable', String(error), null, error);
    failure.chargedTokens = charged.reduce<number>((sum, tokens) => sum + (tokens ?? 0), 0);
    throw failure;
  } finally {
    leave();
  }
  const known = charged.filter((tokens) => tokens !== null);
  const tokens = known.length === pieces.length ? known.reduce((sum, count) => sum + count, 0) : null;
  return { vectors: rows, tokens, calls: pieces.length };
}

async function callWithRetries(
  options: RemoteOptions,
  request: RemoteRequest,
  { start, end }: Piece,
  rows: Float32Array,
  { stop, endsAt, retries }: { stop: AbortSignal; endsAt: number; retries: { left: number } },
): Promise<{ tokens: number | null }> {
  const { inputType, dimensions } = request;
  const call = { texts: request.texts.slice(start, end), inputType, dimensions };
  const place = { rows, firstRow: start, width: dimensions };
  let last: RemoteFailure | null = null;
  for (let tries = 1; ; tries++) {
    try {
      return await callOrHedge(options, call, (answer) => packVectors(answer, end - start, place), stop, retries);
    } catch (error) {
      // A further try that the deadline or the breaker cut off tells less than what the provider did before.
      if (last && !(error instanceof RemoteFailure && error.reason !== 'breaker_open')) throw last;
      if (!mayRetry(error) || retries.left === 0) throw error;
      // Full jitter: callers that failed together must not come back together. A hint that lies in the past is none.
      const waitMs = error.retryAfterMs || options.random() * BACKOFF_MS * 2 ** tries;
      if (options.now() + waitMs >= endsAt) throw error;
      last = error;
      retries.left--;
      await options.wait(waitMs, stop).catch(() => Promise.reject(error));
    }
  }
}

/** One try: a call, or two when the first is slow and the model's owner wants that. What the slower one costs, its provider alone knows. */
function callOrHedge(
  options: RemoteOptions,
  call: ProviderCall,
  read: (answer: ProviderAnswer) => void,
  stop: AbortSignal,
  retries: { left: number },
): Promise<{ tokens: number | null }> {
  const { hedgeAfterMs, wait } = options;
  const once = (signal: AbortSignal) => callProvider(options, call, read, signal);
  if (hedgeAfterMs === null) return once(stop);
  const mayHedge = () => {
    if (retries.left === 0) return false;
    retries.left--;
    return true;
  };
  return hedge(once, { afterMs: hedgeAfterMs, wait, mayHedge }, stop);
}
