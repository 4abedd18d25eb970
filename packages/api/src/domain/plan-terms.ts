import { z } from 'zod';
import { NO_MONEY, nano, wholeCents } from './money.ts';
import type { Limits } from './plan.ts';

/** Largest limit that a column holds (PostgreSQL's integer). */
export const LIMIT_MAX = 2_147_483_647;

/** A limit as somebody types it: a whole number, at least 1. */
export const limitSchema = wholeNumber().min(1, 'It must be at least 1.');

/** The same where none at all makes sense. */
const countSchema = wholeNumber().min(0, 'It must not be negative.');

function wholeNumber() {
  return z
    .number({ error: 'Enter a whole number.' })
    .int('Enter a whole number.')
    .max(LIMIT_MAX, `It must be at most ${LIMIT_MAX.toLocaleString('en-US')}.`);
}

/** A price or credit, nano-dollars: a million dollars is surely a slip. */
export const amountSchema = z
  .bigint({ error: 'Enter dollars such as 19 or 0.02.' })
  .nonnegative('It must not be negative.')
  .max(1_000_000_000_000_000n, 'It must be at most $1,000,000.')
  .transform(nano);

/** What of a plan the operator may change. */
export const planTermsSchema = z.object({
  name: z.string().trim().min(1, 'Enter a name.').max(40, 'It must have at most 40 characters.'),
  /** Null: by contract. */
  priceMonthlyNano: amountSchema.nullable(),
  creditNano: amountSchema,
  /** Null: no end. */
  trialDays: z
    .number({ error: 'Enter whole days.' })
    .int('Enter whole days.')
    .min(1, 'It must be at least 1 day.')
    .max(3_650, 'It must be at most 3,650 days.')
    .nullable(),
  models: z.array(z.string().min(1).max(200)).max(200),
  requestsPerMinuteKeyMax: limitSchema,
  requestsPerMinuteUserMax: limitSchema,
  requestsPerMinuteTenantMax: limitSchema,
  tokensPerMinuteTenantMax: limitSchema,
  tokensPerRequestMax: limitSchema,
  requestsInFlightMax: limitSchema,
  keysMax: limitSchema,
  membersMax: limitSchema,
  privateModelsMax: countSchema,
});

export type EditablePlanTerms = z.output<typeof planTermsSchema>;

export type TermFault<Name extends string> = { name: Name; message: string };

/** How limits contradict each other, each with the one to change; empty: they don't. */
export function limitFaults(limits: Limits): TermFault<keyof Limits>[] {
  const faults: TermFault<keyof Limits>[] = [];
  const atMost = (low: keyof Limits, high: keyof Limits, why: string) => {
    if (limits[low] <= limits[high]) return;
    faults.push({
      name: low,
      message: `${number(limits[low])} is more than ${number(limits[high])}, ${why}`,
    });
  };
  atMost('requestsPerMinuteKeyMax', 'requestsPerMinuteUserMax', 'what one user may send a minute with all their keys.');
  atMost('requestsPerMinuteUserMax', 'requestsPerMinuteTenantMax', 'what the whole tenant may send a minute.');
  atMost(
    'tokensPerRequestMax',
    'tokensPerMinuteTenantMax',
    'what the tenant may send a minute: such a request would never pass.',
  );
  return faults;
}

/** What is wrong with a plan's terms as a whole; empty: nothing. `metered`: tokens are taken from the credit. */
export function planFaults(
  terms: EditablePlanTerms,
  { metered }: { metered: boolean },
): TermFault<keyof EditablePlanTerms>[] {
  const faults: TermFault<keyof EditablePlanTerms>[] = limitFaults(terms);
  if (terms.models.length === 0) faults.push({ name: 'models', message: 'A plan needs at least one model.' });
  if (terms.priceMonthlyNano !== null && wholeCents(terms.priceMonthlyNano) === null) {
    faults.push({ name: 'priceMonthlyNano', message: 'It must be whole cents: no card can be charged parts of one.' });
  }
  if (!metered && terms.creditNano > NO_MONEY) {
    faults.push({ name: 'creditNano', message: 'This plan is flat: nothing would ever be taken from a credit.' });
  }
  return faults;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
