import type { Plan } from '@gridsky/db';
import type { WithNano } from '../../domain/money.ts';
import type { SystemContext } from '../context.ts';
import { listPlans } from './list-plans.ts';

/** The plans, cheapest first, each with how many tenants are on it: whom a change of it reaches. */
export async function listPlansWithTenants({
  database,
}: SystemContext): Promise<(WithNano<Plan> & { tenants: number })[]> {
  const [plans, counts] = await Promise.all([
    listPlans(database),
    database.system.tenant.groupBy({ by: ['planId'], where: { deletedAt: null }, _count: true }),
  ]);
  return plans.map((plan) => ({ ...plan, tenants: counts.find(({ planId }) => planId === plan.id)?._count ?? 0 }));
}
