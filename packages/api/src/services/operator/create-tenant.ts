import { z } from 'zod';
import { amountSchema } from '../../domain/plan-terms.ts';
import type { SystemContext } from '../context.ts';
import { insertTenant } from '../tenant/insert-tenant.ts';

export const createTenantInput = z.object({
  name: z.string().trim().min(1).max(80),
  planId: z.string(),
  /** Nano-dollars; in place of the plan's own credit. */
  creditNano: amountSchema.optional(),
});

/** The operator makes a tenant on any plan. */
export async function createTenant(
  context: SystemContext,
  input: z.output<typeof createTenantInput>,
): Promise<{ id: string }> {
  return { id: await context.database.system.$transaction((tx) => insertTenant(tx, context, input)) };
}
