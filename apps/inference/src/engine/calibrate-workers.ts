const ROUNDS = 3;
const ROUND_MS = 40;
/** Workers that bring less than this are given up: they take memory, and turns of the cores that serve requests need. */
const WORTH_IT = 1.03;

/**
 * Whether all of the workers do more together than half of them: they do on cores of their own, and often not where two share
 * one core's arithmetic. `run` has one worker compute a batch. The better of several rounds by turns counts, so that a
 * neighbour on the machine who takes a core for a moment decides nothing. Returns how many workers to keep.
 */
export async function calibrateWorkers(workers: number, run: () => Promise<void>, now: () => number): Promise<number> {
  const half = Math.ceil(workers / 2);
  if (half === workers) return workers;
  const best = { all: 0, half: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    best.half = Math.max(best.half, await runsPerMs(half, run, now));
    best.all = Math.max(best.all, await runsPerMs(workers, run, now));
  }
  return best.all >= best.half * WORTH_IT ? workers : half;
}

/** How many batches so many workers finish in a millisecond, each starting the next when it has done one. */
async function runsPerMs(workers: number, run: () => Promise<void>, now: () => number): Promise<number> {
  const from = now();
  let runs = 0;
  const work = async () => {
    do {
      await run();
      runs++;
    } while (now() - from < ROUND_MS);
  };
  await Promise.all(Array.from({ length: workers }, work));
  return runs / (now() - from);
}
