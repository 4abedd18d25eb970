/** Counts what the workers have done and how fast, for admission and for the metrics. */
export interface Throughput {
  measured(texts: readonly { length: number }[], runMs: number): void;
  retried: number;
  /** All workers together. */
  tokensPerMs(): number;
  totals(): { batches: number; texts: number; tokens: number; retriedTexts: number; tokensPerSecond: number };
}

/** What a worker is taken to do before anything was measured: a small transformer's rate. */
const tokensPerMsUnmeasured = 10;
/** The share of the newest batch in the moving average. */
const newestShare = 0.05;

/**
 * Only batches at least a quarter full tell the rate: single texts pay a run's fixed cost for a few tokens, and a quiet
 * hour of them would make a server look too slow for the burst that follows.
 */
export function createThroughput(
  workers: number,
  { batchTokensMax, batchTextsMax }: { batchTokensMax: number; batchTextsMax: number },
): Throughput {
  let tokensPerMs: number | undefined;
  let batches = 0;
  let textsDone = 0;
  let tokensDone = 0;
  const rate = () => (tokensPerMs ?? tokensPerMsUnmeasured) * workers;
  return {
    retried: 0,
    measured(texts, runMs) {
      const tokens = texts.reduce((sum, text) => sum + text.length, 0);
      batches++;
      textsDone += texts.length;
      tokensDone += tokens;
      const isFull = tokens * 4 >= batchTokensMax || texts.length * 4 >= batchTextsMax;
      if (!isFull || runMs <= 0) return;
      const newest = tokens / runMs;
      tokensPerMs = tokensPerMs === undefined ? newest : tokensPerMs + newestShare * (newest - tokensPerMs);
    },
    tokensPerMs: rate,
    totals() {
      return {
        batches,
        texts: textsDone,
        tokens: tokensDone,
        retriedTexts: this.retried,
        tokensPerSecond: Math.round(rate() * 1000),
      };
    },
  };
}
