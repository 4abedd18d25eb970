export type Stop = {
  signal: AbortSignal;
  end(reason: unknown): void;
  /** Takes its timer and its listener away. */
  leave(): void;
};

/**
 * A signal that ends with another, after so many milliseconds (then see `isTimeout`), or by `end`. AbortSignal.any and AbortSignal.timeout
 * come to the same and cost a lone request more than building its call, and their timer would run on for a minute.
 */
export function stopWith(outer: AbortSignal, deadlineMs: number): Stop {
  const stop = new AbortController();
  const follow = () => stop.abort(outer.reason);
  const timer = setTimeout(() => stop.abort(new DOMException('It took too long.', 'TimeoutError')), deadlineMs);
  outer.addEventListener('abort', follow);
  if (outer.aborted) follow();
  return {
    signal: stop.signal,
    end: (reason) => stop.abort(reason),
    leave() {
      clearTimeout(timer);
      outer.removeEventListener('abort', follow);
    },
  };
}

/** Whether a signal has ended because of its deadline. */
export function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}
