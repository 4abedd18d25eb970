import { listTenantModels } from '../services/model/list-tenant-models.ts';
import { listUsableModels } from '../services/model/list-usable-models.ts';
import { router, tenantProcedure } from './trpc.ts';

export const modelRouter = router({
  /** The models of the platform, each with whether the tenant's plan includes it and the names of the plans that do. */
  list: tenantProcedure.query(({ ctx }) => listTenantModels(ctx.tenant)),
  /** What the tenant's keys may call now, its own models among them. */
  usable: tenantProcedure.query(({ ctx }) => listUsableModels(ctx.tenant)),
});
