import { parseDollars, setBudgetInput } from '@gridsky/api/domain';
import { z } from 'zod';

/** Dollars as they are typed; empty: none. */
const dollarsText = z.string().transform((text, context) => {
  if (text.trim() === '') return null;
  const amount = parseDollars(text.replace(/[,_\s]/g, ''));
  if (amount !== null) return amount;
  context.addIssue({ code: 'custom', message: 'Enter dollars, such as 25 or 0.50, or leave it empty.' });
  return z.NEVER;
});

/** The two thresholds of a monthly budget, checked as the service does. */
export const budgetFields = z
  .object({ hardNano: dollarsText, softNano: dollarsText })
  .transform((thresholds, context) => {
    const checked = setBudgetInput.safeParse({ keyId: null, ...thresholds });
    if (checked.success) return thresholds;
    for (const { path, message } of checked.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });

export type BudgetFields = z.input<typeof budgetFields>;
export type CheckedBudget = z.output<typeof budgetFields>;
