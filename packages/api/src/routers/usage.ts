import { listRecentRequests, recentRequestsInput } from '../services/usage/list-recent-requests.ts';
import { readFirstSteps } from '../services/usage/read-first-steps.ts';
import { readUsage, usageInput } from '../services/usage/read-usage.ts';
import { router, tenantProcedure } from './trpc.ts';

export const usageRouter = router({
  read: tenantProcedure.input(usageInput).query(({ ctx, input }) => readUsage(ctx.tenant, input)),
  recent: tenantProcedure.input(recentRequestsInput).query(({ ctx, input }) => listRecentRequests(ctx.tenant, input)),
  firstSteps: tenantProcedure.query(({ ctx }) => readFirstSteps(ctx.tenant)),
});
