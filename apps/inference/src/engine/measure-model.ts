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
/** A run that takes so long tells enough, and a larger one would keep the start waiting. */
const LONG_RUN_MS = 100;

/**
 * Runs ever larger batches until they become no faster: admission must know the rate, and the scheduler the budget, before
 * the first customer comes. It warms the graph up as well. `run` computes so many texts of so many tokens. A quarter of a
 * second with a model of MiniLM's size, a few milliseconds with a bundled one.
 */
export async function measureModel(
  run: (texts: number, steps: number) => Promise<void>,
  now: () => number,
): Promise<Pace> {
  const measured: Pace[] = [];
  for (const batchTokens of SIZES) {
    const from = now();
    await run(batchTokens / MEASURED_STEPS, MEASURED_STEPS);
    const ms = Math.max(now() - from, 0.01);
    const before = best(measured);
    measured.push({ batchTokens, tokensPerMs: batchTokens / ms });
    if (ms >= LONG_RUN_MS || best(measured) < before / NEARLY_BEST) break;
  }
  const rate = best(measured);
  const enough = measured.find(({ tokensPerMs }) => tokensPerMs >= rate * NEARLY_BEST);
  if (!enough) throw new RangeError('Nothing was measured.');
  return { tokensPerMs: rate, batchTokens: enough.batchTokens };
}

function best(paces: readonly Pace[]): number {
  return paces.reduce((most, { tokensPerMs }) => Math.max(most, tokensPerMs), 0);
}
