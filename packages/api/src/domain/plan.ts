import { cents, type NanoDollars, NO_MONEY } from './money.ts';

/** What a tenant may use each minute, each request and in all. */
export type Limits = {
  requestsPerMinuteKeyMax: number;
  requestsPerMinuteUserMax: number;
  requestsPerMinuteTenantMax: number;
  tokensPerMinuteTenantMax: number;
  /** Sum over all inputs of one request. */
  tokensPerRequestMax: number;
  requestsInFlightMax: number;
  keysMax: number;
  membersMax: number;
  /** Models of the tenant's own; with any, provider models are included as well. */
  privateModelsMax: number;
};

export type PlanTerms = Limits & {
  id: PlanId;
  name: string;
  /** null: by contract. */
  priceMonthlyNano: NanoDollars | null;
  creditNano: NanoDollars;
  trialDays: number | null;
  /** true: list price is taken from the credit. false: flat. */
  metered: boolean;
  /** Public ids of the models that the plan includes. */
  models: string[];
};

export const PLAN_IDS = ['trial', 'starter', 'builder', 'scale', 'enterprise'] as const;
export type PlanId = (typeof PLAN_IDS)[number];

const V1 = 'plugsky-embed-v1';
const LARGE = 'plugsky-embed-large';

/** The plan table, in one place. It seeds the database; from then on the operator's edits there win. */
export const PLANS: readonly PlanTerms[] = [
  {
    id: 'trial',
    name: 'Trial',
    priceMonthlyNano: NO_MONEY,
    creditNano: cents(500),
    trialDays: 14,
    metered: true,
    models: [V1, LARGE],
    requestsPerMinuteKeyMax: 60,
    requestsPerMinuteUserMax: 120,
    requestsPerMinuteTenantMax: 300,
    tokensPerMinuteTenantMax: 500_000,
    tokensPerRequestMax: 100_000,
    requestsInFlightMax: 8,
    keysMax: 3,
    membersMax: 2,
    privateModelsMax: 0,
  },
  {
    id: 'starter',
    name: 'Starter',
    priceMonthlyNano: cents(1_900),
    creditNano: NO_MONEY,
    trialDays: null,
    metered: false,
    models: [V1],
    requestsPerMinuteKeyMax: 60,
    requestsPerMinuteUserMax: 120,
    requestsPerMinuteTenantMax: 1_000,
    tokensPerMinuteTenantMax: 2_000_000,
    tokensPerRequestMax: 300_000,
    requestsInFlightMax: 16,
    keysMax: 10,
    membersMax: 5,
    privateModelsMax: 0,
  },
  {
    id: 'builder',
    name: 'Builder',
    priceMonthlyNano: cents(7_900),
    creditNano: NO_MONEY,
    trialDays: null,
    metered: false,
    models: [V1, LARGE],
    requestsPerMinuteKeyMax: 300,
    requestsPerMinuteUserMax: 600,
    requestsPerMinuteTenantMax: 3_000,
    tokensPerMinuteTenantMax: 10_000_000,
    tokensPerRequestMax: 300_000,
    requestsInFlightMax: 64,
    keysMax: 50,
    membersMax: 20,
    privateModelsMax: 0,
  },
  {
    id: 'scale',
    name: 'Scale',
    priceMonthlyNano: cents(29_900),
    creditNano: NO_MONEY,
    trialDays: null,
    metered: false,
    models: [V1, LARGE],
    requestsPerMinuteKeyMax: 1_000,
    requestsPerMinuteUserMax: 2_000,
    requestsPerMinuteTenantMax: 10_000,
    tokensPerMinuteTenantMax: 50_000_000,
    tokensPerRequestMax: 1_000_000,
    requestsInFlightMax: 256,
    keysMax: 500,
    membersMax: 100,
    privateModelsMax: 0,
  },
  {
    // Set per tenant by overrides; these are the values it starts from.
    id: 'enterprise',
    name: 'Enterprise',
    priceMonthlyNano: null,
    creditNano: NO_MONEY,
    trialDays: null,
    metered: false,
    models: [V1, LARGE],
    requestsPerMinuteKeyMax: 1_000,
    requestsPerMinuteUserMax: 2_000,
    requestsPerMinuteTenantMax: 10_000,
    tokensPerMinuteTenantMax: 50_000_000,
    tokensPerRequestMax: 1_000_000,
    requestsInFlightMax: 256,
    keysMax: 500,
    membersMax: 100,
    privateModelsMax: 50,
  },
];

export const LIMIT_NAMES = [
  'requestsPerMinuteKeyMax',
  'requestsPerMinuteUserMax',
  'requestsPerMinuteTenantMax',
  'tokensPerMinuteTenantMax',
  'tokensPerRequestMax',
  'requestsInFlightMax',
  'keysMax',
  'membersMax',
  'privateModelsMax',
] as const satisfies readonly (keyof Limits)[];

/** The plan's limits with a tenant's overrides laid over them; null or missing leaves the plan's value. */
export function effectiveLimits(plan: Limits, override?: Partial<Record<keyof Limits, number | null>> | null): Limits {
  const limits = {} as Limits;
  for (const name of LIMIT_NAMES) limits[name] = override?.[name] ?? plan[name];
  return limits;
}
