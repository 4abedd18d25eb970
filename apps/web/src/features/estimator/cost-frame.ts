import { asDollars, type CostScale, costScale } from './cost-scale.ts';
import type { Estimate } from './estimate.ts';
import type { PlanFit } from './plan-fit.ts';

export const HEIGHT = 300;
export const EDGE = { top: 16, right: 16, bottom: 40, left: 64 };
const planColours = ['var(--chart-2)', 'var(--chart-3)', 'var(--chart-4)', 'var(--chart-5)', 'var(--chart-6)'];

/** Where everything of the cost chart lies, in pixels, at a width. */
export interface CostFrame {
  width: number;
  scale: CostScale;
  /** Place of so many tokens a month. */
  x(tokens: number): number;
  /** Place of so many dollars a month. */
  y(dollars: number): number;
  /** Tokens at a place; null outside the axis. */
  tokensAt(x: number): number | null;
  /** The plans that include the model. */
  plans: (PlanFit & { colour: string; level: number })[];
  /** The job's own volumes; one where they would lie on each other. */
  volumes: { name: string; tokens: number }[];
}

export function costFrame(result: Estimate, width: number): CostFrame {
  const scale = costScale(result);
  const across = width - EDGE.left - EDGE.right;
  const up = HEIGHT - EDGE.top - EDGE.bottom;
  const x = (tokens: number) => EDGE.left + scale.tokens.place(tokens) * across;
  const y = (dollars: number) => HEIGHT - EDGE.bottom - scale.dollars.place(dollars) * up;
  const { tokensOnce, tokensMonthly } = result.job;
  const areApart = tokensMonthly > 0 && x(tokensOnce + tokensMonthly) - x(tokensMonthly) > 3;
  return {
    width,
    scale,
    x,
    y,
    tokensAt(place) {
      const share = (place - EDGE.left) / across;
      return share < 0 || share > 1 ? null : Math.round(scale.tokens.valueAt(share));
    },
    plans: result.plans
      .filter(({ included }) => included)
      .map((fit, at) => ({
        ...fit,
        colour: planColours[at % planColours.length] ?? 'var(--chart-other)',
        level: y(asDollars(fit.priceNano)),
      })),
    volumes: [
      { name: areApart || tokensMonthly === 0 ? 'first month' : 'each month', tokens: tokensOnce + tokensMonthly },
      ...(areApart ? [{ name: 'each month after', tokens: tokensMonthly }] : []),
    ].filter((volume) => volume.tokens > 0),
  };
}
