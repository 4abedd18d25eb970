export type HedgeOptions = {
  /** Milliseconds after which the call is made a second time. */
  afterMs: number;
  /** Resolves after so many milliseconds, rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Asked when the time has come: whether there may be a second call. */
  mayHedge(): boolean;
};

/**
 * A call that is made a second time when it is slow (Dean and Barroso, "The Tail at Scale", 2013): the first answer counts and ends the other
 * call. A failure before the second call is the call's own; after it, the other one may still answer, and the first call's failure is told
 * when none does.
 */
export async function hedge<Answer>(
  call: (signal: AbortSignal) => Promise<Answer>,
  { afterMs, wait, mayHedge }: HedgeOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const over = new AbortController();
  const until = AbortSignal.any([signal, over.signal]);
  const first = call(until);
  try {
    const isSlow = await Promise.race([first.then(() => false), wait(afterMs, until).then(() => true)]);
    if (!isSlow || !mayHedge()) return await first;
    return await Promise.any([first, call(until)]);
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  } finally {
    over.abort(new Error('Another call has answered.'));
  }
}
