/** Lets long work on the event loop run in turns, together a few milliseconds of each turn of the loop. */
export interface LoopShare {
  /** Runs work to its end; at its pauses others get their turn. Rejects with the reason when `signal` is aborted. */
  run<Result>(work: Generator<void, Result>, signal?: AbortSignal): Promise<Result>;
}

/**
 * `sliceMs` is what all work together may take of a turn of the loop; clock and turns are the caller's. Work waits
 * in the order it came and lines up again after each slice, so that short work does not wait for long work's end.
 */
export function createLoopShare(
  sliceMs = 4,
  now: () => number = () => performance.now(),
  atNextTurn: (turn: () => void) => unknown = (turn) => setImmediate(turn),
): LoopShare {
  const waiting: (() => void)[] = [];
  let usedMs = 0;
  let isTurnExpected = false;

  function expectTurn(): void {
    if (isTurnExpected) return;
    isTurnExpected = true;
    atNextTurn(() => {
      isTurnExpected = false;
      usedMs = 0;
      startNext();
    });
  }

  function startNext(): void {
    if (waiting.length > 0) expectTurn();
    if (usedMs < sliceMs) waiting.shift()?.();
  }

  function turn(): Promise<void> {
    expectTurn();
    return new Promise((start) => waiting.push(start));
  }

  /** Runs until the work is done, or the turn's share is used up (undefined). */
  function slice<Result>(work: Generator<void, Result>): { value: Result } | undefined {
    const startMs = now();
    try {
      do {
        const step = work.next();
        if (step.done) return { value: step.value };
      } while (usedMs + now() - startMs < sliceMs);
      return undefined;
    } finally {
      usedMs += now() - startMs;
      expectTurn();
    }
  }

  return {
    async run(work, signal) {
      if (usedMs >= sliceMs || waiting.length > 0) await turn();
      try {
        for (;;) {
          signal?.throwIfAborted();
          const result = slice(work);
          if (result) return result.value;
          await turn();
        }
      } finally {
        work.return(undefined as never);
        startNext();
      }
    },
  };
}
