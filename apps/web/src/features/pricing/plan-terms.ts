import { formatDollars, type NanoDollars, type PlanTerms } from '@gridsky/api/domain';
import type { TrialMode } from '@gridsky/api/services';

/** `$5`, `$19`, `$0.02`: cents only where there are any. */
export function dollars(amount: NanoDollars): string {
  return `$${formatDollars(amount).replace(/\.00$/, '')}`;
}

/** `500 K`, `2 M`, `1,000`: how the plan table writes limits. */
export function shortCount(value: number): string {
  if (value >= 1_000_000 && value % 100_000 === 0) return `${value / 1_000_000} M`;
  if (value >= 100_000 && value % 1_000 === 0) return `${value / 1_000} K`;
  return value.toLocaleString('en-US');
}

export interface PlanRow {
  name: string;
  value: (plan: PlanTerms) => string;
}

/** The lines of the plan table below name and price. Contract plans say so where a tenant's own terms decide. */
export const planRows: readonly PlanRow[] = [
  { name: 'Embeddings', value: (plan) => (plan.metered ? 'list price, from the credit' : 'unlimited') },
  { name: 'Bundled models', value: bundledModels },
  { name: 'Requests a minute, each key', value: byContract((plan) => shortCount(plan.requestsPerMinuteKeyMax)) },
  { name: 'Requests a minute, each user', value: byContract((plan) => shortCount(plan.requestsPerMinuteUserMax)) },
  { name: 'Requests a minute, in all', value: byContract((plan) => shortCount(plan.requestsPerMinuteTenantMax)) },
  { name: 'Tokens a minute', value: byContract((plan) => shortCount(plan.tokensPerMinuteTenantMax)) },
  { name: 'Tokens a request', value: byContract((plan) => shortCount(plan.tokensPerRequestMax)) },
  { name: 'Requests in flight', value: byContract((plan) => shortCount(plan.requestsInFlightMax)) },
  { name: 'Keys', value: byContract((plan) => shortCount(plan.keysMax)) },
  { name: 'Members', value: byContract((plan) => shortCount(plan.membersMax)) },
];

/** The large figure of a plan and the words beside it. A trial's credit is given at sign-up, or sold. */
export function planPrice(plan: PlanTerms, trialMode: TrialMode): { figure: string; words: string } {
  if (plan.priceMonthlyNano === null) return { figure: 'Contract', words: 'set per tenant' };
  if (plan.metered) {
    const words = trialMode === 'free' ? 'of credit' : 'once, for as much credit';
    return { figure: dollars(plan.creditNano), words: `${words}, ${plan.trialDays} days` };
  }
  return { figure: dollars(plan.priceMonthlyNano), words: 'a month' };
}

function byContract(value: (plan: PlanTerms) => string): (plan: PlanTerms) => string {
  return (plan) => (plan.priceMonthlyNano === null ? 'set per tenant' : value(plan));
}

function bundledModels(plan: PlanTerms): string {
  const names = plan.models.map((id) => id.replace('plugsky-embed-', '')).join(', ');
  return plan.priceMonthlyNano === null ? `${names}, your own` : names;
}
