import { getTenant } from '../services/tenant/get-tenant.ts';
import { renameTenant, renameTenantInput } from '../services/tenant/rename-tenant.ts';
import { router, tenantProcedure } from './trpc.ts';

export const tenantRouter = router({
  get: tenantProcedure.query(({ ctx }) => getTenant(ctx.tenant)),
  rename: tenantProcedure.input(renameTenantInput).mutation(({ ctx, input }) => renameTenant(ctx.tenant, input)),
});
