import { listTenantModels } from '../services/model/list-tenant-models.ts';
import { router, tenantProcedure } from './trpc.ts';

export const modelRouter = router({
  /** The models of the platform, each with whether the tenant's plan includes it and the names of the plans that do. */
  list: tenantProcedure.query(({ ctx }) => listTenantModels(ctx.tenant)),
});
