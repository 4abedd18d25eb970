import {
  type EditablePlanTerms,
  formatDollars,
  LIMIT_NAMES,
  parseDollars,
  planFaults,
  planTermsSchema,
} from '@gridsky/api/domain';
import { readCount } from './limit-fields.ts';

type Term = keyof EditablePlanTerms;

/** A plan's terms as they are typed. */
export type PlanTexts = Record<Exclude<Term, 'models'>, string> & { models: string[] };
export type PlanErrors = Partial<Record<Term, string>>;

/** The terms as text, to begin with. */
export function planTexts(terms: EditablePlanTerms): PlanTexts {
  const limits = Object.fromEntries(LIMIT_NAMES.map((name) => [name, terms[name].toLocaleString('en-US')]));
  return {
    ...(limits as Record<(typeof LIMIT_NAMES)[number], string>),
    name: terms.name,
    priceMonthlyNano: terms.priceMonthlyNano === null ? '' : formatDollars(terms.priceMonthlyNano),
    creditNano: formatDollars(terms.creditNano),
    trialDays: terms.trialDays === null ? '' : String(terms.trialDays),
    models: terms.models,
  };
}

/** What was typed, as terms; or what is wrong with it, term by term. The server asks the same again. */
export function readPlan(
  texts: PlanTexts,
  { metered }: { metered: boolean },
): { terms: EditablePlanTerms; errors: null } | { terms: null; errors: PlanErrors } {
  const raw = {
    ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, readCount(texts[name])])),
    name: texts.name,
    models: texts.models,
    // What is no amount of dollars fails the schema's type with the schema's own sentence.
    priceMonthlyNano:
      texts.priceMonthlyNano.trim() === '' ? null : (parseDollars(texts.priceMonthlyNano) ?? Number.NaN),
    creditNano: texts.creditNano.trim() === '' ? 0n : (parseDollars(texts.creditNano) ?? Number.NaN),
    trialDays: readCount(texts.trialDays),
  };
  const parsed = planTermsSchema.safeParse(raw);
  if (!parsed.success) {
    const errors: PlanErrors = {};
    for (const { path, message } of parsed.error.issues) errors[path[0] as Term] ??= message;
    return { terms: null, errors };
  }
  const faults = planFaults(parsed.data, { metered });
  if (faults.length === 0) return { terms: parsed.data, errors: null };
  return { terms: null, errors: Object.fromEntries(faults.map(({ name, message }) => [name, message])) };
}
