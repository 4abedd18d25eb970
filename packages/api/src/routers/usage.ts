import { listRequests, requestsInput } from '../services/usage/list-requests.ts';
import { readFirstSteps } from '../services/usage/read-first-steps.ts';
import { readRequest, requestInput } from '../services/usage/read-request.ts';
import { readUsage, usageInput } from '../services/usage/read-usage.ts';
import { router, tenantProcedure } from './trpc.ts';

export const usageRouter = router({
  read: tenantProcedure.input(usageInput).query(({ ctx, input }) => readUsage(ctx.tenant, input)),
  requests: tenantProcedure.input(requestsInput).query(({ ctx, input }) => listRequests(ctx.tenant, input)),
  request: tenantProcedure.input(requestInput).query(({ ctx, input }) => readRequest(ctx.tenant, input)),
  firstSteps: tenantProcedure.query(({ ctx }) => readFirstSteps(ctx.tenant)),
});
