import { cents, centsUp, formatDollars, NANO_PER_DOLLAR, type NanoDollars } from '@gridsky/api/domain';
import { dollars } from '../pricing/plan-terms.ts';

/** What is used of a credit. A credit of cents would be all used or not at all in whole cents: below a dollar it is told exactly. */
export function creditUsedText(amount: NanoDollars, granted: NanoDollars): string {
  // Used is rounded up to whole cents, as what is left is cut to them: together they are the grant.
  return granted < NANO_PER_DOLLAR ? `$${formatDollars(amount)}` : dollars(cents(centsUp(amount)));
}
