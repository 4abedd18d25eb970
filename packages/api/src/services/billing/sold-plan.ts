import type { Plan, TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';

const NOT_SOLD = 'This plan is not sold here. Choose one of those on the page.';

/** Ids are words; what is none (a NUL, which PostgreSQL refuses) is no plan either. */
export const planInput = z.object({ planId: z.string().regex(/^\w{1,40}$/, NOT_SOLD) });

/** A plan that can be paid by card. */
export async function requireSoldPlan(tx: TenantTransaction, planId: string): Promise<Plan> {
  const plan = await tx.plan.findUnique({ where: { id: planId } });
  if (plan?.priceMonthlyNano) return plan;
  throw new Fault('invalid', NOT_SOLD, { param: 'planId' });
}
