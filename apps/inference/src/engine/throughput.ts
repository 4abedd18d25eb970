import type { Pace } from './measure-model.ts';

/** Counts what the workers have done and how fast, for admission, the scheduler and the metrics. */
export interface Throughput {
  measured(model: string, texts: readonly { length: number }[], runMs: number): void;
  /** What a worker did when it tried a model out; its rate counts until a batch is measured. */
  tried(model: string, pace: Pace): void;
  retried: number;
  /** All workers together, with one model. */
  tokensPerMs(model: string): number;
  /** Padded tokens of a batch that keeps a worker busy with the model. */
  batchTokensMax(model: string): number;
  totals(): { batches: number; texts: number; tokens: number; retriedTexts: number; tokensPerSecond: number };
}

/** What a worker is taken to do before anything was measured: a small transformer's rate. */
const tokensPerMsUnmeasured = 10;
/** CPUs are saturated by 256 to 512 tokens and slower beyond 1,000, with the models measured so far. */
const batchTokensUnmeasured = 512;
/** The share of the newest batch in the moving average. */
const newestShare = 0.05;

/**
 * Only batches at least a quarter full tell the rate: single texts pay a run's fixed cost for a few tokens, and a quiet
 * hour of them would make a server look too slow for the burst that follows.
 */
export function createThroughput(
  workers: () => number,
  limits: { batchTokensMax?: number | undefined; batchTextsMax: number },
): Throughput {
  const rates = new Map<string, number>();
  const budgets = new Map<string, number>();
  const budget = (model: string) => limits.batchTokensMax ?? budgets.get(model) ?? batchTokensUnmeasured;
  let latest = tokensPerMsUnmeasured;
  let batches = 0;
  let textsDone = 0;
  let tokensDone = 0;
  return {
    retried: 0,
    measured(model, texts, runMs) {
      const tokens = texts.reduce((sum, text) => sum + text.length, 0);
      batches++;
      textsDone += texts.length;
      tokensDone += tokens;
      const isFull = tokens * 4 >= budget(model) || texts.length * 4 >= limits.batchTextsMax;
      if (!isFull || runMs <= 0) return;
      const newest = tokens / runMs;
      const known = rates.get(model);
      latest = known === undefined ? newest : known + newestShare * (newest - known);
      rates.set(model, latest);
    },
    tried(model, { tokensPerMs, batchTokens }) {
      // Workers try at the same time, which slows them as it will when they serve; the last to tell is as good as the first.
      latest = tokensPerMs;
      rates.set(model, tokensPerMs);
      budgets.set(model, batchTokens);
    },
    tokensPerMs: (model) => (rates.get(model) ?? tokensPerMsUnmeasured) * workers(),
    batchTokensMax: budget,
    totals() {
      return {
        batches,
        texts: textsDone,
        tokens: tokensDone,
        retriedTexts: this.retried,
        tokensPerSecond: Math.round(latest * workers() * 1000),
      };
    },
  };
}
