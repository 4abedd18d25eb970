import { z } from 'zod';
import { removeModelAliasInput, setModelAliasInput } from '../domain/model-alias.ts';
import {
  listPlatformAudit,
  listPlatformAuditChoices,
  platformAuditInput,
} from '../services/audit-log/list-platform-audit.ts';
import { grantCredit, grantCreditInput } from '../services/credit/grant-credit.ts';
import { changeModel, changeModelInput } from '../services/model/change-model.ts';
import { listModelsWithHealth } from '../services/model/list-models-with-health.ts';
import { removeModelAlias } from '../services/model/remove-model-alias.ts';
import { setModelAlias } from '../services/model/set-model-alias.ts';
import { listEndpoints } from '../services/operations/list-endpoints.ts';
import { readSystem } from '../services/operations/read-system.ts';
import { requestJob, requestJobInput } from '../services/operations/request-job.ts';
import { setTenantPlan, setTenantSuspended } from '../services/operator/change-tenant.ts';
import { claimAdmin, claimAdminInput } from '../services/operator/claim-admin.ts';
import { overrideLimits, overrideLimitsInput } from '../services/operator/override-limits.ts';
import { readTenant, readTenantInput } from '../services/operator/read-tenant.ts';
import { searchTenants, searchTenantsInput } from '../services/operator/search-tenants.ts';
import { changePlan, changePlanInput } from '../services/plan/change-plan.ts';
import { listPlansWithTenants } from '../services/plan/list-plans-with-tenants.ts';
import { operatorProcedure, publicProcedure, router } from './trpc.ts';

export const operatorRouter = router({
  claimAdmin: publicProcedure.input(claimAdminInput).mutation(async ({ ctx, input }) => {
    await ctx.signInThrottle.consume('claim-admin', ctx.ip);
    return claimAdmin(ctx.system, input);
  }),
  tenants: operatorProcedure.input(searchTenantsInput).query(({ ctx, input }) => searchTenants(ctx.operator, input)),
  tenant: operatorProcedure.input(readTenantInput).query(({ ctx, input }) => readTenant(ctx.operator, input)),
  setPlan: operatorProcedure
    .input(z.object({ tenantId: z.uuid(), planId: z.string().max(40) }))
    .mutation(({ ctx, input }) => setTenantPlan(ctx.operator, input.tenantId, input.planId)),
  overrideLimits: operatorProcedure
    .input(overrideLimitsInput)
    .mutation(({ ctx, input }) => overrideLimits(ctx.operator, input)),
  setSuspended: operatorProcedure
    .input(z.object({ tenantId: z.uuid(), suspended: z.boolean(), name: z.string().max(200) }))
    .mutation(({ ctx, input: { tenantId, suspended, name } }) =>
      setTenantSuspended(ctx.operator, tenantId, suspended, { typedName: name }),
    ),
  grantCredit: operatorProcedure.input(grantCreditInput).mutation(({ ctx, input }) => grantCredit(ctx.operator, input)),
  plans: operatorProcedure.query(({ ctx }) => listPlansWithTenants(ctx.operator)),
  changePlan: operatorProcedure.input(changePlanInput).mutation(({ ctx, input }) => changePlan(ctx.operator, input)),
  changeModel: operatorProcedure.input(changeModelInput).mutation(({ ctx, input }) => changeModel(ctx.operator, input)),
  setModelAlias: operatorProcedure
    .input(setModelAliasInput)
    .mutation(({ ctx, input }) => setModelAlias(ctx.operator, input)),
  removeModelAlias: operatorProcedure
    .input(removeModelAliasInput)
    .mutation(({ ctx, input }) => removeModelAlias(ctx.operator, input)),
  models: operatorProcedure.query(({ ctx }) => listModelsWithHealth(ctx.operator)),
  endpoints: operatorProcedure.query(({ ctx }) => listEndpoints(ctx.operator)),
  system: operatorProcedure.query(({ ctx }) => readSystem(ctx.operator)),
  runJob: operatorProcedure.input(requestJobInput).mutation(({ ctx, input }) => requestJob(ctx.operator, input)),
  audit: operatorProcedure.input(platformAuditInput).query(({ ctx, input }) => listPlatformAudit(ctx.operator, input)),
  auditChoices: operatorProcedure.query(({ ctx }) => listPlatformAuditChoices(ctx.operator)),
});
