import type { Database, Plan } from '@gridsky/db';
import { type WithNano, withNano } from '../../domain/money.ts';

/** The plans as the operator has set them, cheapest first. */
export async function listPlans(database: Database): Promise<WithNano<Plan>[]> {
  return (await database.system.plan.findMany({ orderBy: { position: 'asc' } })).map(withNano);
}
