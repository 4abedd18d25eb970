import {
  INPUTS_PER_REQUEST_MAX,
  type NanoDollars,
  type PricedModel,
  type PricedPlan,
  type PriceTable,
  tokensWorth,
} from '@gridsky/api/domain';
import type { Job } from './estimate.ts';

const MINUTES_PER_MONTH = 30 * 24 * 60;

/** A flat plan beside the job. */
export interface PlanFit {
  plan: PricedPlan;
  priceNano: NanoDollars;
  /** Whether it includes the model. */
  included: boolean;
  /** Shortest time for everything once, at the plan's limits of tokens and requests a minute. */
  minutesOnce: number;
  /** A month's tokens and requests as a share of what the limits let through in 30 days; the larger of the two. */
  monthlyShare: number;
  /** Tokens a month from which the plan costs less than the list price; null: the model is free. */
  crossingTokens: number | null;
  /** Most tokens of 30 days. */
  capacityTokens: number;
  /** The cheapest plan that includes the model and lets the job through. */
  fits: boolean;
}

/** The flat plans with a price, cheapest first; at most one of them `fits`. */
export function planFits(job: Job, table: PriceTable, model: PricedModel): PlanFit[] {
  const fits = table.plans.flatMap((plan): PlanFit[] => {
    if (plan.metered || plan.priceMonthlyNano === null) return [];
    const capacityTokens = plan.tokensPerMinuteTenantMax * MINUTES_PER_MONTH;
    const requestsOnce = Math.max(
      Math.ceil(job.vectors / INPUTS_PER_REQUEST_MAX),
      Math.ceil(job.tokensOnce / plan.tokensPerRequestMax),
    );
    return [
      {
        plan,
        priceNano: plan.priceMonthlyNano,
        included: includes(plan, model),
        minutesOnce: Math.max(
          job.tokensOnce / plan.tokensPerMinuteTenantMax,
          requestsOnce / plan.requestsPerMinuteTenantMax,
        ),
        monthlyShare: Math.max(
          job.tokensMonthly / capacityTokens,
          job.queriesMonthly / (plan.requestsPerMinuteTenantMax * MINUTES_PER_MONTH),
        ),
        crossingTokens: crossing(plan.priceMonthlyNano, model.pricePerMillionNano),
        capacityTokens,
        fits: false,
      },
    ];
  });
  fits.sort((a, b) => (a.priceNano < b.priceNano ? -1 : a.priceNano > b.priceNano ? 1 : 0));
  const first = fits.find((fit) => fit.included && fit.minutesOnce <= MINUTES_PER_MONTH && fit.monthlyShare <= 1);
  return fits.map((fit) => ({ ...fit, fits: fit === first }));
}

/** Whether tenants on the plan have the model. Those of providers and of a tenant's own come with no plan that lists its models. */
export function includes({ models }: PricedPlan, { id, everyPlan }: PricedModel): boolean {
  return everyPlan || models.includes(id);
}

/** Tokens a month at which a flat price meets the list price: the fewest whose exact list price reaches it. */
export function crossing(flatNano: NanoDollars, pricePerMillionNano: NanoDollars): number | null {
  return tokensWorth(flatNano, pricePerMillionNano);
}
