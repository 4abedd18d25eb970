import type { Database, Plan } from '@gridsky/db';

/** The plans as the operator has set them, cheapest first. */
export function listPlans(database: Database): Promise<Plan[]> {
  return database.system.plan.findMany({ orderBy: { position: 'asc' } });
}
