import { formatDollars, nano, shareOf } from '@gridsky/api/domain';
import type { TenantView } from '@gridsky/api/services';
import type { ShellPlan } from './plan-pill.tsx';

/** What the bar says about a tenant's plan. Dollars are cut, not rounded up, to whole cents: never more than there is. */
export function shellPlan({ plan, credit }: Pick<TenantView, 'plan' | 'credit'>): ShellPlan {
  if (!plan.metered) return { name: plan.name };
  const wholeCents = credit.availableNano - (credit.availableNano % 10_000_000n);
  const used = shareOf(nano(credit.grantedNano - credit.availableNano), credit.grantedNano);
  return { name: plan.name, credit: { left: `$${formatDollars(nano(wholeCents))}`, used } };
}
