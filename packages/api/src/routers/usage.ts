import { listKeyMakers } from '../services/usage/list-key-makers.ts';
import { listRequests, requestsInput } from '../services/usage/list-requests.ts';
import { readFirstSteps } from '../services/usage/read-first-steps.ts';
import { readLatency } from '../services/usage/read-latency.ts';
import { readLimitUse } from '../services/usage/read-limit-use.ts';
import { readRequest, requestInput } from '../services/usage/read-request.ts';
import { readStatement, readStatementLines, statementInput } from '../services/usage/read-statement.ts';
import { readUsage, usageInput } from '../services/usage/read-usage.ts';
import { router, tenantProcedure } from './trpc.ts';

export const usageRouter = router({
  read: tenantProcedure.input(usageInput).query(({ ctx, input }) => readUsage(ctx.tenant, input)),
  requests: tenantProcedure.input(requestsInput).query(({ ctx, input }) => listRequests(ctx.tenant, input)),
  request: tenantProcedure.input(requestInput).query(({ ctx, input }) => readRequest(ctx.tenant, input)),
  keyMakers: tenantProcedure.query(({ ctx }) => listKeyMakers(ctx.tenant)),
  latency: tenantProcedure.query(({ ctx }) => readLatency(ctx.tenant)),
  limits: tenantProcedure.query(({ ctx }) => readLimitUse(ctx.tenant)),
  statement: tenantProcedure.input(statementInput).query(({ ctx, input }) => readStatement(ctx.tenant, input)),
  statementLines: tenantProcedure
    .input(statementInput)
    .query(({ ctx, input }) => readStatementLines(ctx.tenant, input)),
  firstSteps: tenantProcedure.query(({ ctx }) => readFirstSteps(ctx.tenant)),
});
