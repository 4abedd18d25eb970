import type { NanoDollars } from '@gridsky/api/domain';
import type { Estimate } from './estimate.ts';

/** A logarithmic axis over whole decades. */
export interface LogAxis {
  min: number;
  max: number;
  /** One a decade. */
  ticks: number[];
  /** 0 at `min`, 1 at `max`; outside where the value is outside. */
  place(value: number): number;
  valueAt(place: number): number;
}

export function logAxis(from: number, to: number): LogAxis {
  const low = Math.floor(Math.log10(from));
  const high = Math.max(low + 1, Math.ceil(Math.log10(to)));
  return {
    min: 10 ** low,
    max: 10 ** high,
    ticks: Array.from({ length: high - low + 1 }, (_, at) => 10 ** (low + at)),
    place: (value) => (Math.log10(value) - low) / (high - low),
    valueAt: (place) => 10 ** (low + place * (high - low)),
  };
}

/** What the chart shows: tokens a month across, dollars a month up. Dollars are for places on the screen only. */
export interface CostScale {
  tokens: LogAxis;
  dollars: LogAxis;
}

/** Axes that hold every crossing, every plan's price and the job itself. */
export function costScale(result: Estimate): CostScale {
  const crossings = result.plans.flatMap(({ crossingTokens, included }) =>
    included && crossingTokens ? [crossingTokens] : [],
  );
  const volumes = [result.job.tokensOnce + result.job.tokensMonthly, result.job.tokensMonthly].filter(
    (value) => value > 0,
  );
  const middle = [...crossings, ...volumes];
  const tokens = logAxis(
    Math.max(1_000, Math.min(...middle, 100_000_000) / 2),
    Math.min(1e15, Math.max(...middle, 1_000_000_000) * 2),
  );
  const plans = result.plans.map(({ priceNano }) => asDollars(priceNano)).filter((price) => price > 0);
  const list = listAt(result, tokens.max);
  return { tokens, dollars: logAxis(Math.min(1, ...plans) / 2, Math.max(10, ...plans, list)) };
}

/** A place on the dollar axis; never an amount to be charged or told. */
export function asDollars(amount: NanoDollars): number {
  return Number(amount) / 1e9;
}

/** The list price of so many tokens as a place on the dollar axis. */
export function listAt(result: Estimate, tokens: number): number {
  return (tokens / 1e6) * asDollars(result.model.pricePerMillionNano);
}
