import { readUsage, usageInput } from '../services/usage/read-usage.ts';
import { router, tenantProcedure } from './trpc.ts';

export const usageRouter = router({
  read: tenantProcedure.input(usageInput).query(({ ctx, input }) => readUsage(ctx.tenant, input)),
});
