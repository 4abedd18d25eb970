import type { Database } from '@gridsky/db';
import { PLANS } from '../../domain/plan.ts';

/** Puts the plans of the plan table into the database that aren't there yet; the operator's edits stay. */
export async function seedPlans(database: Database, now: Date): Promise<void> {
  await database.system.plan.createMany({
    data: PLANS.map((plan, position) => ({ ...plan, position, updatedAt: now })),
    skipDuplicates: true,
  });
}
