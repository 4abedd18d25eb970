import { effectiveLimits, LIMIT_NAMES, type Limits, limitFaults, limitSchema } from '@gridsky/api/domain';
import { readCount } from './limit-fields.ts';

/** The limits of one tenant as they are typed. */
export type OverrideTexts = Record<keyof Limits, string>;
export type OverrideErrors = Partial<Record<keyof Limits, string>>;

/** What was typed, as limits; or what is wrong with it, field by field. */
export function readOverrides(
  texts: OverrideTexts,
  plan: Limits,
): { limits: Record<keyof Limits, number | null>; errors: OverrideErrors } {
  const errors: OverrideErrors = {};
  const limits = {} as Record<keyof Limits, number | null>;
  for (const name of LIMIT_NAMES) {
    limits[name] = readCount(texts[name]);
    const parsed = limitSchema.nullable().safeParse(limits[name]);
    if (!parsed.success) errors[name] = parsed.error.issues[0]?.message ?? 'Enter a whole number.';
  }
  if (Object.keys(errors).length === 0) {
    for (const { name, message } of limitFaults(effectiveLimits(plan, limits))) errors[name] = message;
  }
  return { limits, errors };
}
