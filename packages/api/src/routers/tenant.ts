import { deleteTenant, deleteTenantInput, keepTenant } from '../services/tenant/delete-tenant.ts';
import { getTenant } from '../services/tenant/get-tenant.ts';
import { makeTenant, makeTenantInput } from '../services/tenant/make-tenant.ts';
import { renameTenant, renameTenantInput } from '../services/tenant/rename-tenant.ts';
import { router, tenantProcedure, userProcedure } from './trpc.ts';

export const tenantRouter = router({
  get: tenantProcedure.query(({ ctx }) => getTenant(ctx.tenant)),
  create: userProcedure
    .input(makeTenantInput)
    .mutation(({ ctx, input }) => makeTenant(ctx.system, { ...input, userId: ctx.user.userId })),
  rename: tenantProcedure.input(renameTenantInput).mutation(({ ctx, input }) => renameTenant(ctx.tenant, input)),
  delete: tenantProcedure.input(deleteTenantInput).mutation(({ ctx, input }) => deleteTenant(ctx.tenant, input)),
  keep: tenantProcedure.mutation(({ ctx }) => keepTenant(ctx.tenant)),
});
