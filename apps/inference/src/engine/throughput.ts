/** Counts what the workers have done and how fast, for admission and for the metrics. */
export interface Throughput {
  measured(texts: readonly { length: number }[], runMs: number): void;
  retried: number;
  /** All workers together. */
  tokensPerMs(): number;
  totals(): { batches: number; texts: number; tokens: number; retriedTexts: number; tokensPerSecond: number };
}

/** What a worker is taken to do before anything was measured: a small transformer's rate, so that waits are not promised too short. */
const tokensPerMsUnmeasured = 10;
/** The share of the newest batch in the moving average. */
const newestShare = 0.05;

export function createThroughput(workers: number): Throughput {
  let tokensPerMs = tokensPerMsUnmeasured;
  let batches = 0;
  let textsDone = 0;
  let tokensDone = 0;
  return {
    retried: 0,
    measured(texts, runMs) {
      const tokens = texts.reduce((sum, text) => sum + text.length, 0);
      batches++;
      textsDone += texts.length;
      tokensDone += tokens;
      if (runMs > 0) tokensPerMs += newestShare * (tokens / runMs - tokensPerMs);
    },
    tokensPerMs: () => tokensPerMs * workers,
    totals() {
      return {
        batches,
        texts: textsDone,
        tokens: tokensDone,
        retriedTexts: this.retried,
        tokensPerSecond: Math.round(tokensPerMs * workers * 1000),
      };
    },
  };
}
