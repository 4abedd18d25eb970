import type { ModelRow } from './model-row.ts';

/** Whether the tenant may use a model: a word, and how that comes or what would change it. */
export function modelAccess({ included, everyPlan, plans }: ModelRow, planName: string): { word: string; why: string } {
  if (included) return { word: 'Included', why: everyPlan ? 'in every plan' : `in ${planName}` };
  if (plans.length === 0) return { word: 'Not included', why: 'in any plan: ask the operator' };
  return { word: 'Not included', why: `in ${planName}, but in ${listed(plans)}` };
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
