import type { ModelRow } from './model-row.ts';

/** Whether the tenant may use a model, and what would change it, in one line. */
export function modelAccess({ included, everyPlan, plans }: ModelRow, planName: string): string {
  if (included) return everyPlan ? 'Included in every plan' : `Included in ${planName}`;
  if (plans.length === 0) return 'In no plan; ask the operator';
  return `Not in ${planName}. Included in ${listed(plans)}`;
}

function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names);
}
