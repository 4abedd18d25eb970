/** What a worker does with a model: tokens a millisecond in batches of `batchTokens`, the smallest that keep a core busy. */
export interface Pace {
  tokensPerMs: number;
  batchTokens: number;
}

/** Texts of a batch that is measured are so long; attention makes longer ones dearer, hardly so below some hundred tokens. */
const MEASURED_STEPS = 16;
const SIZES = [128, 256, 512, 1024];
/** A batch of this share of the best rate is as good as the best, and others wait less for it to end. */
const NEARLY_BEST = 0.97;
/** Handing a batch to a worker and back takes up to a tenth of this: shorter runs would pay it too often. */
const SHORT_RUN_MS = 2;
/** A run that takes so long tells enough, and a larger one would keep the start waiting. */
const LONG_RUN_MS = 100;
/** The fastest of a few counts, for a neighbour on the machine can only slow a run; of long ones there is one. */
const RUNS = 3;
const RUNS_MS = 20;

/**
 * Runs ever larger batches until they become no faster: admission must know the rate, and the scheduler the budget, before
 * the first customer comes. It warms the graph up as well. `run` computes so many texts of so many tokens. A quarter of a
 * second with a model of MiniLM's size, some ten milliseconds with a bundled one.
 */
export async function measureModel(
  run: (texts: number, steps: number) => Promise<void>,
  now: () => number,
): Promise<Pace> {
  const measured: (Pace & { ms: number })[] = [];
  for (const batchTokens of SIZES) {
    const ms = await fastest(() => run(batchTokens / MEASURED_STEPS, MEASURED_STEPS), now);
    const before = best(measured);
    measured.push({ batchTokens, tokensPerMs: batchTokens / ms, ms });
    if (ms >= LONG_RUN_MS || (ms >= SHORT_RUN_MS && best(measured) < before / NEARLY_BEST)) break;
  }
  const rate = best(measured);
  const enough =
    measured.find(({ tokensPerMs, ms }) => ms >= SHORT_RUN_MS && tokensPerMs >= rate * NEARLY_BEST) ?? measured.at(-1);
  if (!enough) throw new RangeError('Nothing was measured.');
  return { tokensPerMs: rate, batchTokens: enough.batchTokens };
}

async function fastest(run: () => Promise<void>, now: () => number): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  const begun = now();
  for (let runs = 0; runs < RUNS && now() - begun < RUNS_MS; runs++) {
    const from = now();
    await run();
    least = Math.min(least, now() - from);
  }
  return Math.max(least, 0.01);
}

function best(paces: readonly Pace[]): number {
  return paces.reduce((most, { tokensPerMs }) => Math.max(most, tokensPerMs), 0);
}
