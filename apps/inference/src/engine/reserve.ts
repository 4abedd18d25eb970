import type { Priority } from './scheduler.ts';

/** Keeps a worker free of batch-class work while interactive requests are coming in. */
export interface Reserve {
  noteArrival(priority: Priority): void;
  /** Whether another batch of the batch class may start now, which takes a worker so long. */
  allowsBatch(batchMs: () => number): boolean;
  /** A batch starts; returns what to call when it has ended. */
  enter(priority: Priority): () => void;
}

export interface ReserveOptions {
  workers(): number;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Called when the reserve lapses while it kept batch-class work waiting. */
  onLapse(): void;
}

/** So long after an interactive request another one is expected. */
const expectsMs = 500;
/** A model that does a full batch in less makes nobody wait. */
const batchMsMin = 5;

/**
 * A running batch can't be interrupted, so that a text which finds every worker busy waits for one to end: many times its own
 * work with a large model. One worker less for the batch class buys that wait off; a lone worker is shared all the same.
 */
export function createReserve({ workers, now, onLapse }: ReserveOptions): Reserve {
  let expectedUntil = Number.NEGATIVE_INFINITY;
  let batchesRunning = 0;
  let lapse: NodeJS.Timeout | null = null;

  function waitForLapse(): void {
    if (lapse) return;
    const wait = Math.max(1, expectedUntil - now());
    lapse = setTimeout(() => {
      lapse = null;
      onLapse();
    }, wait);
  }

  return {
    noteArrival(priority) {
      if (priority === 'interactive') expectedUntil = now() + expectsMs;
    },
    allowsBatch(batchMs) {
      if (batchesRunning < workers() - 1 || workers() === 1 || now() >= expectedUntil) return true;
      if (batchMs() < batchMsMin) return true;
      waitForLapse();
      return false;
    },
    enter(priority) {
      if (priority === 'interactive') return () => {};
      batchesRunning++;
      return () => {
        batchesRunning--;
      };
    },
  };
}
