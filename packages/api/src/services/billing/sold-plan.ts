import type { Plan, TenantTransaction } from '@gridsky/db';
import { z } from 'zod';
import { Fault } from '../../domain/fault.ts';

export const planInput = z.object({ planId: z.string().max(40) });

/** A plan that can be paid by card. */
export async function requireSoldPlan(tx: TenantTransaction, planId: string): Promise<Plan> {
  const plan = await tx.plan.findUnique({ where: { id: planId } });
  if (plan?.priceMonthlyNano) return plan;
  throw new Fault('invalid', 'This plan is not sold here. Choose one of those on the page.', { param: 'planId' });
}
