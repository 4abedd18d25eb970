import type { BundledModel } from './model.ts';
import type { PlanTerms } from './plan.ts';

/** A model and its list price, as an estimate needs it. */
export type PricedModel = Omit<BundledModel, 'description'> & {
  /** true: its tokenizer is the bundled models', which the browser has too. */
  bundled: boolean;
  /** true: served whatever the plan lists. */
  everyPlan: boolean;
  /** Other names of it that requests may use; to the public none is told. */
  aliases: string[];
};

export type PricedPlan = Pick<
  PlanTerms,
  | 'name'
  | 'priceMonthlyNano'
  | 'creditNano'
  | 'metered'
  | 'models'
  | 'requestsPerMinuteTenantMax'
  | 'tokensPerMinuteTenantMax'
  | 'tokensPerRequestMax'
> & { id: string };

/** What is charged: the plans cheapest first, and the models. */
export type PriceTable = { models: PricedModel[]; plans: PricedPlan[] };
