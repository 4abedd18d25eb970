/** Keeps calls from an endpoint that is down: its failures cost every caller their deadline, and it needs the quiet to come back. */
export type Breaker = {
  /** Whether a call may be made now; a call that may must be followed by one of the two below, or `skip`. */
  admit(): boolean;
  succeed(): void;
  fail(): void;
  /** The call told nothing about the endpoint: it was cancelled, or the caller's own fault. */
  skip(): void;
  /** The endpoint was seen to be well by other means. */
  reset(): void;
  state(): BreakerState;
};

export type BreakerState = {
  phase: 'closed' | 'open' | 'half_open';
  /** Milliseconds until the next probe; 0 unless open. */
  retryAfterMs: number;
};

/** Opened by so many failures in a row. */
const FAILURES_MAX = 5;
const COOL_MS = 5_000;
const COOL_MS_MAX = 60_000;

/** A circuit breaker with one probe at a time. `onChange` is told when it opens and when it closes again. */
export function createBreaker(now: () => number, onChange: (phase: 'closed' | 'open') => void = () => {}): Breaker {
  let failures = 0;
  let openUntil: number | null = null;
  let coolMs = COOL_MS;
  let isProbing = false;

  function open(): void {
    if (openUntil === null) onChange('open');
    openUntil = now() + coolMs;
    coolMs = Math.min(coolMs * 2, COOL_MS_MAX);
    isProbing = false;
  }

  function close(): void {
    failures = 0;
    coolMs = COOL_MS;
    isProbing = false;
    if (openUntil === null) return;
    openUntil = null;
    onChange('closed');
  }

  return {
    admit() {
      if (openUntil === null) return true;
      if (isProbing || now() < openUntil) return false;
      isProbing = true;
      return true;
    },
    succeed: close,
    reset: close,
    fail() {
      failures++;
      // Calls that began before it opened tell nothing new.
      if (openUntil !== null && !isProbing) return;
      if (isProbing || failures >= FAILURES_MAX) open();
    },
    skip() {
      isProbing = false;
    },
    state() {
      if (openUntil === null) return { phase: 'closed', retryAfterMs: 0 };
      const retryAfterMs = Math.max(0, openUntil - now());
      return { phase: retryAfterMs > 0 ? 'open' : 'half_open', retryAfterMs };
    },
  };
}
