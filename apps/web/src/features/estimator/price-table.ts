import type { NanoDollars, PlanTerms } from '@gridsky/api/domain';

/** A model as the estimator needs it. */
export interface PricedModel {
  id: string;
  displayName: string;
  dimensions: number;
  allowedDimensions: number[];
  maxInputTokens: number;
  pricePerMillionNano: NanoDollars;
  /** true: the tokenizer of the bundled models is this model's own, so the browser's count is the bill's. */
  countsInBrowser: boolean;
  /** true: served whatever the plan lists. */
  everyPlan: boolean;
}

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

/** What is charged here, as the operator has set it: the plans cheapest first, and the models. */
export interface PriceTable {
  models: PricedModel[];
  plans: PricedPlan[];
}

/** The model of an id, else the first: a link from anywhere opens. Null only where no model is served at all. */
export function modelOf(table: PriceTable, id: string | null): PricedModel | null {
  return table.models.find((model) => model.id === id) ?? table.models[0] ?? null;
}
