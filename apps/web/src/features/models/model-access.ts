import type { ModelRow } from './model-row.ts';

/** Whether the tenant may use a model: a word, and how that comes or what would change it. */
export function modelAccess({ included, everyPlan, plans }: ModelRow, planName: string): { word: string; why: string } {
  if (included) return { word: 'Included', why: everyPlan ? 'in every plan' : `in ${planName}` };
  if (plans.length === 0) return { word: 'Not included', why: 'No plan includes it: ask the operator' };
  return { word: 'Not included', why: `${listed(plans)} ${plans.length === 1 ? 'includes' : 'include'} it` };
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
